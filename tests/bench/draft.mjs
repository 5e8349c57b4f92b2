// The measured draft: one office, 100 user codes with an ID row each, 20 lines, every page answered without faults. Blocks that
// could repeat another one (「事業所に同じ」) have answers of their own.
// It is nested as a program would hold it; `wire` writes core's wire form.

const address = {
  postcode: '2120013', prefecture: '14', city: '川崎市幸区', street: '堀川町９９９番地　ナックスタワー１階',
  address_kana: 'カナガワケンカワサキシサイワイクホリカワチョウ９９９バンチ',
};
const phone = '0312345678';
const fax = '0398765432';
const company = { company: 'ナックスシステム株式会社', company_kana: 'ナックスシステムカブシキカイシャ' };
const person = { family_name: '混載', given_name: '一郎', family_kana: 'コンサイ', given_kana: 'イチロウ' };
const mail = 'konsai.ichiro@naccs.co.jp';
const file = (name) => ({ name, size: '2097152' });

export const draft = () => ({
  applicant: { ...company, ...person, department: '総務部', title: '課長', phone, fax, mail, mail_again: mail },
  reason: { text: '通関業許可XX月XX日予定' },
  start: { date: '2027-07-01' },
  office: {
    ...company, ...address, kind: 'additional', company_code: 'NAC', name: '本社', kana: 'ホンシャ', phone, fax,
    customs: 'yokohama',
  },
  headquarters: { ...address, place: 'other', phone, fax },
  contractor: { ...person, title: '代表取締役' },
  administrator: { ...person, who: 'other', department: '総務部', title: '部長', phone, fax, mail },
  emergency_fax: [{ number: '0398765432' }, { number: '0398765433' }],
  security: { confirmed: ['confirmed'] },
  access: { kind: ['general'] },
  // All work interactively except the last, which the gateway of the last line serves.
  user_codes: Array.from({ length: 100 }, (_, place) => ({
    system: 'sea', paid: 'no', free: 'no', storage: 'no',
    ids: [{ sso: 'no', trades: ['customs-broker'], mode: place < 99 ? 'interactive' : 'smtp-pop3', count: '1' }],
  })),
  connection: { kind: 'new_line' },
  lines: Array.from({ length: 20 }, (_, place) => ({
    ...address, phone, system: 'sea', works_date: '2027-06-01', access: 'leased', speed: '1', wiring: 'center',
    hours: 'always', redundancy: 'yes', spare_router: 'no', ping: 'yes', place: 'other',
    ...(place < 19 ? { method: 'general', terminals: '1' } : { method: 'gateway', servers: '1' }),
  })),
  diagram: [file('システム構成図.pdf'), file('機器一覧.xlsx')],
  works_contact: { ...person, who: 'other', department: '総務部', phone, fax },
  works_witness: { ...person, who: 'other', department: '総務部', phone, fax },
  works_note: { text: '搬入口は建物の裏にあります。' },
  mailbox: { count: '1' },
  fee_plan: { plan: 'a' },
  billing: { ...address, combined: 'no', place: 'other' },
  billing_contact: { ...person, who: 'other', phone, mail },
  notice_mails: [{ mail }, { mail: 'seikyu@naccs.co.jp' }],
  payment: { method: 'debit', same_account: 'yes', code: '1234567', company: company.company, office: '本社' },
  remarks: { text: '連絡は電話でお願いします。' },
  attachments: [file('許可書の写し.pdf')],
});

// Each function breaks one rule, so that both sides must refuse the draft.
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
  'a 処理方式 that no line serves': (d) => { d.lines.pop(); },
  'no day of the start': (d) => { d.start = {}; },
  'no street of another seat': (d) => { delete d.headquarters.street; },
  'no name of a contractor': (d) => { d.contractor.family_name = ''; },
  'zeros as a telephone': (d) => { d.administrator.phone = '0000000000'; },
  'no number for emergencies': (d) => { d.emergency_fax = []; },
  'FAXはありません beside a number': (d) => { d.emergency_fax[1].number = '0000000000'; },
  'security that is not confirmed': (d) => { delete d.security.confirmed; },
  'netNACCS in the same application': (d) => { d.access.kind = ['net', 'general']; },
  'no diagram': (d) => { d.diagram = []; },
  'a file of 10 MiB and a byte': (d) => { d.diagram[0].size = '10485761'; },
  'nobody who is asked about the works': (d) => { d.works_contact = {}; },
  'no reading of a witness': (d) => { delete d.works_witness.given_kana; },
  'a mailbox without SMTP/POP3': (d) => { d.user_codes[99].ids[0].mode = 'smtp'; },
  'no plan': (d) => { d.fee_plan = {}; },
  '一括請求 without a code': (d) => { d.billing = { combined: 'yes', company: '本社', office: '本社' }; },
  'both codes of 同一口座振替': (d) => { d.payment.office_code = 'NAC001'; },
  '銀行振込 without a bank': (d) => { d.payment = { method: 'transfer' }; },
  'six addresses of bills': (d) => { d.notice_mails = Array.from({ length: 6 }, (_, place) => ({ mail: `a${place}@b.jp` })); },
  'a remark that is too long': (d) => { d.remarks.text = 'あ'.repeat(241); },
};

export const broken = (name) => {
  const changed = draft();
  breaks[name](changed);
  return changed;
};

const id = (list, place) => (list + place).replace(/[^a-z]/g, 'x').slice(0, 4) + String(place).padStart(4, '0');

// Writes a nested draft in core's wire form.
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
