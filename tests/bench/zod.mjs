// The same questions, conditions, tables and cross rules as a zod schema, as a team without core would write it.
// It does less than core: it normalises nothing (full width, kana, dashes, dates), gives no warnings and no messages.

export const schema = (z, today) => {
  const full = (most) => z.string().min(1).max(most);
  const kana = (most) => z.string().min(1).max(most).regex(/^[ァ-ヶー・０-９Ａ-Ｚ　（）．，－／’＆]+$/);
  const phone = z.string().regex(/^0(?!0+$)\d{9,10}$/);
  const faxOrNone = z.string().regex(/^0\d{9,10}$/);
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
  // Conditional questions are optional in the schema; `needs` reports missing ones.
  const needs = (context, row, keys) => {
    for (const key of keys) if (!row[key]) context.addIssue({ code: 'custom', path: [key], message: 'missing' });
  };
  const wrong = (context, key, message) => context.addIssue({ code: 'custom', path: [key], message });

  // Requires exactly one of the two.
  const either = (context, row, [one, other]) => {
    if (Boolean(row[one]) === Boolean(row[other])) wrong(context, one, 'one of the two');
  };
  // The questions of a block apply only to one choice of a question.
  const optional = (shape) => Object.fromEntries(Object.entries(shape).map(([key, type]) => [key, type.optional()]));
  const codes = { code: z.string().regex(/^\d{7}$/).optional(), office_code: z.string().regex(/^[A-Z0-9]{3}\d{3}$/).optional() };

  const company = { company: full(70), company_kana: kana(140) };
  const address = { postcode, prefecture, city: full(40), street: full(80), address_kana: kana(200) };
  const person = { family_name: full(20), given_name: full(20), family_kana: kana(40), given_kana: kana(40) };
  const department = full(70).optional();
  const title = full(70).optional();
  const fax = phone.optional();
  const file = z.object({ name: full(255), size: count(1, 10485760) });

  const applicant = z.object({ ...company, ...person, department, title, phone, fax, mail, mail_again: mail })
    .refine((row) => row.mail === row.mail_again, { path: ['mail_again'] });

  const office = z.object({
    ...company, ...address, kind: z.enum(['new', 'additional']), company_code: z.string().regex(/^[A-Z0-9]{3}$/).optional(),
    name: full(70), kana: kana(140), phone, fax,
    customs: z.enum(['hakodate', 'tokyo', 'yokohama', 'nagoya', 'osaka', 'kobe', 'moji', 'nagasaki', 'okinawa', 'unknown']),
  });

  const atOffice = z.enum(['office', 'other']);
  const seat = { ...address, phone };
  const headquarters = z.object({ ...optional(seat), place: atOffice, fax }).superRefine((row, context) => {
    if (row.place === 'other') needs(context, row, Object.keys(seat));
  });
  // A person with answers of their own, or a reference to another block.
  const someone = (others, own, more) => z.object({ ...optional(own), ...more, who: z.enum([...others, 'other']) })
    .superRefine((row, context) => {
      if (row.who === 'other') needs(context, row, Object.keys(own));
    });
  const administrator = someone(['applicant'], { ...person, phone, mail }, { department, title, fax });
  const anyone = ['applicant', 'administrator'];
  const fields = { text: full(240), name: full(70) };

  const emergencyFax = z.array(z.object({ number: faxOrNone })).min(1).max(3).refine((rows) => {
    const none = rows.filter((row) => row.number === '0000000000').length;
    return none === 0 || none === rows.length;
  });
  const access = z.object({
    kind: z.array(z.enum(['net', 'general'])).refine((chosen) => chosen.length === 1 && chosen[0] === 'general'),
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
    ...optional(seat), place: atOffice,
    terminals: count(1, 9999).optional(), servers: count(1, 999).optional(),
  }).superRefine((row, context) => {
    if (row.access === 'leased') needs(context, row, ['speed']);
    if (row.place === 'other') needs(context, row, Object.keys(seat));
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

  const billing = z.object({
    ...codes, ...optional(address), combined: yes, company: fields.name.optional(), office: fields.name.optional(),
    place: atOffice.optional(),
  }).superRefine((row, context) => {
    if (row.combined === 'no') needs(context, row, ['place', ...(row.place === 'other' ? Object.keys(address) : [])]);
    else {
      needs(context, row, ['company', 'office']);
      either(context, row, ['code', 'office_code']);
    }
  });
  const payment = z.object({
    ...codes, method: z.enum(['debit', 'transfer']), same_account: yes.optional(), company: fields.name.optional(),
    office: fields.name.optional(), bank: z.enum(['mufg', 'smbc', 'mizuho']).optional(),
  }).superRefine((row, context) => {
    needs(context, row, [row.method === 'debit' ? 'same_account' : 'bank']);
    if (row.method === 'debit' && row.same_account === 'yes') {
      needs(context, row, ['company', 'office']);
      either(context, row, ['code', 'office_code']);
    }
  });

  const form = z.object({
    applicant, reason: z.object({ text: fields.text }), start: z.object({ date }), office, headquarters,
    contractor: z.object({ ...person, title: full(70) }), administrator, emergency_fax: emergencyFax,
    security: z.object({ confirmed: z.array(z.enum(['confirmed'])).min(1) }), access,
    user_codes: z.array(code).min(1).max(200), connection, lines: z.array(line).max(50), diagram: z.array(file).min(1).max(3),
    works_contact: someone(anyone, { ...person, phone }, { department, fax }).optional(),
    works_witness: someone(['works-contact'], { ...person, phone }, { department, fax }).optional(),
    works_note: z.object({ text: fields.text.optional() }).optional(), mailbox: z.object({ count: count(1, 999).optional() }),
    fee_plan: z.object({ plan: z.enum(['a', 'b']) }), billing, billing_contact: someone(anyone, { ...person, phone, mail }, {}),
    notice_mails: z.array(z.object({ mail })).min(1).max(5), payment, remarks: z.object({ text: fields.text.optional() }),
    attachments: z.array(file).max(3),
  }).superRefine((row, context) => {
    const isNew = row.connection.kind === 'new_line';
    if (isNew && row.lines.length === 0) wrong(context, 'lines', 'none');
    if (isNew) needs(context, row, ['works_contact', 'works_witness']);
    const pop3 = row.user_codes.some((code) => code.ids.some((id) => id.mode === 'smtp-pop3'));
    if (row.mailbox.count && !pop3) wrong(context, 'mailbox', 'not without SMTP/POP3');
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
