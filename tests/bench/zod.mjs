// What a team without core would write: the same questions, conditions, tables and cross rules as a schema of zod.
// It does less than core: it normalises nothing (full width, kana, dashes, dates), warns of nothing, and says no sentence.

export const schema = (z, today) => {
  const full = (most) => z.string().min(1).max(most);
  const kana = (most) => z.string().min(1).max(most).regex(/^[ァ-ヶー・０-９Ａ-Ｚ　（）．，－／’＆]+$/);
  const phone = z.string().regex(/^0\d{9,10}$/);
  const postcode = z.string().regex(/^\d{7}$/);
  const mail = z.email().max(254);
  const count = (least, most) => z.string().regex(/^\d+$/).refine((text) => +text >= least && +text <= most);
  const date = z.string().regex(/^\d{4}-\d\d-\d\d$/).refine((text) => {
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(+day) && day.toISOString().startsWith(text) && text >= today;
  });
  const yes = z.enum(['yes', 'no']);
  const systems = z.enum(['air', 'sea', 'both']);
  const prefecture = z.enum(Array.from({ length: 47 }, (_, place) => String(place + 1).padStart(2, '0')));
  // Asked only under a condition: optional in the schema, missed by `needs`.
  const needs = (context, row, keys) => {
    for (const key of keys) if (!row[key]) context.addIssue({ code: 'custom', path: [key], message: 'missing' });
  };
  const wrong = (context, key, message) => context.addIssue({ code: 'custom', path: [key], message });

  const company = { company: full(70), company_kana: kana(140) };
  const applicant = z.object({
    ...company, family_name: full(20), given_name: full(20), family_kana: kana(40), given_kana: kana(40),
    department: full(70).optional(), title: full(70).optional(), phone, fax: phone.optional(), mail, mail_again: mail,
  }).refine((row) => row.mail === row.mail_again, { path: ['mail_again'] });

  const office = z.object({
    ...company, kind: z.enum(['new', 'additional']), company_code: z.string().regex(/^[A-Z0-9]{3}$/).optional(),
    name: full(70), kana: kana(140), postcode, prefecture, city: full(40), street: full(80), address_kana: kana(200), phone,
    fax: phone.optional(),
    customs: z.enum(['hakodate', 'tokyo', 'yokohama', 'nagoya', 'osaka', 'kobe', 'moji', 'nagasaki', 'okinawa', 'unknown']),
  });

  const connection = z.object({
    kind: z.enum(['new_line', 'gateway_only']), system: systems.optional(), terminals: count(1, 9999).optional(),
    servers: count(0, 999).optional(),
  }).superRefine((row, context) => {
    if (row.kind === 'gateway_only') needs(context, row, ['system', 'terminals', 'servers']);
  });

  // [group, may share an ID, is exempt from one group per code, fits air / sea / both, may have paid / free / storage]
  const trades = new Map(Object.entries({
    'ship-company': [3, 0, 0, '010', '110'], 'ship-agent': [4, 0, 0, '010', '110'], 'container-yard': [2, 1, 0, '010', '101'],
    'bonded-warehouse': [2, 1, 0, '111', '101'], 'customs-broker': [1, 1, 0, '111', '110'],
    'own-customs': [1, 0, 1, '111', '110'], 'ocean-forwarder': [1, 1, 0, '010', '100'], nvocc: [1, 1, 0, '010', '100'],
    airline: [1, 1, 0, '100', '101'], 'captain-agent': [1, 0, 0, '100', '000'], 'air-cargo-agent': [1, 1, 0, '100', '100'],
    'aircraft-stores': [1, 0, 1, '110', '101'], consolidator: [1, 1, 0, '100', '100'], trader: [1, 1, 0, '111', '110'],
    'trader-fefta': [1, 0, 1, '001', '000'], 'general-filer': [6, 0, 0, '111', '100'], 'van-pool': [7, 0, 0, '010', '000'],
    insurer: [5, 0, 0, '111', '000'],
  }));
  const columns = { air: 0, sea: 1, both: 2 };
  const id = z.object({
    sso: yes, trades: z.array(z.enum([...trades.keys()])).min(1), mode: z.enum(['interactive', 'smtp', 'smtp-pop3']),
    count: count(1, 99),
  }).superRefine((row, context) => {
    if ((row.sso === 'yes') !== (row.trades.length > 1)) wrong(context, 'trades', 'one, or several with SSO');
    if (row.sso === 'no') return;
    const [first, ...others] = row.trades.map((code) => trades.get(code));
    if (!first[1] || others.some((trade) => !trade[1] || trade[0] !== first[0])) wrong(context, 'trades', 'not shared');
  });
  const code = z.object({ system: systems, paid: yes, free: yes, storage: yes, ids: z.array(id).min(1).max(50) })
    .superRefine((row, context) => {
      const chosen = row.ids.flatMap((one) => one.trades.map((name) => [trades.get(name), one.sso === 'yes']));
      for (const [trade, shared] of chosen) {
        if (trade[3][columns[row.system]] !== '1' && !(shared && row.system === 'both')) wrong(context, 'ids', 'another system');
      }
      const bound = chosen.filter(([trade]) => !trade[2]);
      if (bound.some(([trade]) => trade[0] !== bound[0][0][0])) wrong(context, 'ids', 'another code');
      for (const [place, key] of ['paid', 'free', 'storage'].entries()) {
        if (row[key] === 'yes' && !chosen.some(([trade]) => trade[4][place] === '1')) wrong(context, key, 'not for these trades');
      }
      if (row.storage === 'yes' && row.paid === 'no') wrong(context, 'storage', 'needs paid');
    });

  const line = z.object({
    system: systems, works_date: date, method: z.enum(['general', 'gateway']), access: z.enum(['leased', 'broadband']),
    speed: z.enum(['0.5', '1', '3', '5', '10']).optional(), wiring: z.enum(['center', 'own']),
    hours: z.enum(['weekdays', 'daily', 'always']), redundancy: yes, spare_router: yes, ping: yes,
    place: z.enum(['office', 'other']), postcode: postcode.optional(), prefecture: prefecture.optional(),
    city: full(40).optional(), street: full(80).optional(), address_kana: kana(200).optional(), phone: phone.optional(),
    terminals: count(1, 9999).optional(), servers: count(1, 999).optional(),
  }).superRefine((row, context) => {
    if (row.access === 'leased') needs(context, row, ['speed']);
    if (row.place === 'other') needs(context, row, ['postcode', 'prefecture', 'city', 'street', 'address_kana', 'phone']);
    needs(context, row, [row.method === 'general' ? 'terminals' : 'servers']);
    const column = row.access === 'broadband' ? 2 : row.speed === '0.5' ? 0 : 1;
    for (const [key, available] of [['redundancy', '010'], ['spare_router', '111'], ['ping', '110']]) {
      if (row[key] === 'no') continue;
      if (available[column] === '0') wrong(context, key, 'not on this line');
      else if (row.hours !== 'always') wrong(context, key, 'not in these hours');
    }
    if (row.redundancy === 'yes' && row.spare_router === 'yes') wrong(context, 'spare_router', 'not beside it');
    if (row.redundancy === 'yes' && row.ping === 'no') wrong(context, 'ping', 'comes with it');
  });

  const fields = { text: full(240), name: full(70) };
  const form = z.object({
    applicant, reason: z.object({ text: fields.text }), office, connection, user_codes: z.array(code).min(1).max(200),
    lines: z.array(line).max(50),
  }).superRefine((row, context) => {
    const isNew = row.connection.kind === 'new_line';
    if (isNew && row.lines.length === 0) wrong(context, 'lines', 'none');
    const served = (method) => (isNew ? row.lines.some((one) => one.method === method) : method === 'gateway');
    const [general, gateway] = [served('general'), served('gateway')];
    for (const one of row.user_codes) {
      for (const each of one.ids) {
        if (!(each.mode === 'interactive' ? general : gateway)) wrong(context, 'connection', 'no line serves it');
      }
    }
  });
  return { form, field: fields.name };
};
