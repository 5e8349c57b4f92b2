// The draft that is measured: one office, 100 user codes with an ID row each, 20 lines, every answer given and right.
// Nested as a program would hold it; `wire` writes it as core's wire form.

const address = {
  postcode: '2120013', prefecture: '14', city: '川崎市幸区', street: '堀川町９９９番地　ナックスタワー１階',
  address_kana: 'カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ', phone: '0312345678',
};
const company = { company: 'ナックスシステム株式会社', company_kana: 'ナックスシステムカブシキカイシャ' };

export const draft = () => ({
  applicant: {
    ...company, family_name: '混載', given_name: '一郎', family_kana: 'コンサイ', given_kana: 'イチロウ', department: '総務部',
    title: '課長', phone: '0312345678', fax: '0398765432', mail: 'konsai.ichiro@naccs.co.jp',
    mail_again: 'konsai.ichiro@naccs.co.jp',
  },
  reason: { text: '通関業許可XX月XX日予定' },
  office: {
    ...company, ...address, kind: 'additional', company_code: 'NAC', name: '本社', kana: 'ホンシャ', fax: '0398765432',
    customs: 'yokohama',
  },
  connection: { kind: 'new_line' },
  user_codes: Array.from({ length: 100 }, () => ({
    system: 'sea', paid: 'no', free: 'no', storage: 'no',
    ids: [{ sso: 'no', trades: ['customs-broker'], mode: 'interactive', count: '1' }],
  })),
  lines: Array.from({ length: 20 }, () => ({
    ...address, system: 'sea', works_date: '2099-03-01', method: 'general', access: 'leased', speed: '1', wiring: 'center',
    hours: 'always', redundancy: 'yes', spare_router: 'no', ping: 'yes', place: 'other', terminals: '1',
  })),
});

// Each makes the draft one that both sides must refuse.
export const breaks = {
  'nothing in a required answer': (d) => { d.office.name = ''; },
  'a text that is too long': (d) => { d.reason.text = 'あ'.repeat(241); },
  'kanji in a reading': (d) => { d.office.kana = '本社'; },
  'a postcode of five digits': (d) => { d.lines[3].postcode = '21200'; },
  'a telephone without its 0': (d) => { d.applicant.phone = '312345678'; },
  'an address without a domain': (d) => { d.applicant.mail = d.applicant.mail_again = 'konsai@'; },
  'two different addresses': (d) => { d.applicant.mail_again = 'ichiro@naccs.co.jp'; },
  'an unknown choice': (d) => { d.office.customs = 'sapporo'; },
  'a day that is none': (d) => { d.lines[0].works_date = '2099-02-30'; },
  'a day that is past': (d) => { d.lines[0].works_date = '2020-04-01'; },
  'a count above the most': (d) => { d.user_codes[7].ids[0].count = '100'; },
  'a code of another length': (d) => { d.office.company_code = 'NACC'; },
  'no ID': (d) => { d.user_codes[99].ids = []; },
  'no line': (d) => { d.lines = []; },
  'a trade of another システム区分': (d) => { d.user_codes[5].ids[0].trades = ['airline']; },
  'two trades without シングルサインオン': (d) => { d.user_codes[5].ids[0].trades = ['customs-broker', 'nvocc']; },
  'シングルサインオン with one trade': (d) => { d.user_codes[5].ids[0].sso = 'yes'; },
  'trades of two groups in one ID': (d) => { Object.assign(d.user_codes[5].ids[0], { sso: 'yes', trades: ['customs-broker', 'bonded-warehouse'] }); },
  'trades of two groups in one code': (d) => { d.user_codes[5].ids.push({ ...d.user_codes[5].ids[0], trades: ['insurer'] }); },
  'statistics that the trade may not have': (d) => { d.user_codes[5].ids[0].trades = ['insurer']; d.user_codes[5].paid = 'yes'; },
  '保存サービス without 有料': (d) => { d.user_codes[5].ids[0].trades = ['container-yard']; d.user_codes[5].storage = 'yes'; },
  '冗長化 outside 24時間365日': (d) => { d.lines[5].hours = 'daily'; },
  '冗長化 on 0.5 Mbps': (d) => { d.lines[5].speed = '0.5'; },
  '冗長化 beside 予備機': (d) => { d.lines[5].spare_router = 'yes'; },
  '冗長化 without Ping監視': (d) => { d.lines[5].ping = 'no'; },
  'no speed of a leased line': (d) => { delete d.lines[5].speed; },
  'no place of another place': (d) => { delete d.lines[5].city; },
  'a 処理方式 that no line serves': (d) => { d.user_codes[5].ids[0].mode = 'smtp'; },
};

export const broken = (name) => {
  const changed = draft();
  breaks[name](changed);
  return changed;
};

const id = (list, place) => (list + place).replace(/[^a-z]/g, 'x').slice(0, 4) + String(place).padStart(4, '0');

// Core's wire form of a nested draft.
export const wire = (nested) => {
  const answers = {};
  const rows = {};
  const add = (prefix, part) => {
    for (const [key, value] of Object.entries(part)) {
      const path = prefix ? `${prefix}.${key}` : key;
      if (Array.isArray(value) && (typeof value[0] === 'object' || value.length === 0)) {
        rows[path] = value.map((_, place) => id(key, place));
        value.forEach((row, place) => add(`${path}.${rows[path][place]}`, row));
      } else if (Array.isArray(value)) answers[path] = value.join(' ');
      else if (typeof value === 'object') add(path, value);
      else answers[path] = value;
    }
  };
  add('', nested);
  return { form: 'new', version: 1, answers, rows };
};
