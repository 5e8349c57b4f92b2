// The browser's side of `cargo xtask bench`.
//
// `run.mjs write FOLDER TODAY` writes the measured drafts; `run.mjs check WASM ZOD TODAY` asserts that zod and core pass the
// draft and refuse every broken one; `run.mjs round WASM ZOD TODAY` measures once: side, measure, microseconds.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { breaks, broken, draft, wire } from './draft.mjs';
import { schema } from './zod.mjs';

const [verb, place, zodFolder, today] = process.argv.slice(2);
const text = JSON.stringify(wire(draft()));
const grown = draft();
grown.office.street = '堀川町１番地';
grown.lines.pop();
const sibling = JSON.stringify(wire(grown));

if (verb === 'write') {
  writeFileSync(join(place, 'draft.json'), text);
  writeFileSync(join(place, 'sibling.json'), sibling);
} else {
  const core = createRequire(import.meta.url)(resolve(place));
  const { z } = await import(pathToFileURL(join(zodFolder, 'index.js')));
  const { form, field } = schema(z, today);
  if (verb === 'check') check(core, form);
  else round(core, form, field);
}

function check(core, form) {
  const blocking = (one) => JSON.parse(core.faults(JSON.stringify(wire(one)), today)).filter((fault) => fault.severity === 'blocks');
  const must = (holds, what) => {
    if (!holds) throw new Error(what);
  };
  const passed = form.safeParse(draft());
  must(passed.success, `zod refuses the draft: ${passed.error}`);
  must(blocking(draft()).length === 0, `core refuses the draft: ${JSON.stringify(blocking(draft()))}`);
  for (const name of Object.keys(breaks)) {
    must(!form.safeParse(broken(name)).success, `zod passes ${name}`);
    must(blocking(broken(name)).length > 0, `core passes ${name}`);
  }
  console.log(`both pass the draft and refuse each of ${Object.keys(breaks).length} broken ones`);
}

function round(core, form, field) {
  const show = (side, measure, work) => console.log(`${side}\t${measure}\t${micros(work).toFixed(4)}`);
  const held = core.Held.read(text, sibling, today);
  const typed = draft();
  const names = ['川崎営業所', '横浜営業所'];
  let turn = 0;
  const nested = JSON.stringify(typed);
  // Node compiles in several tiers in the background, so both sides run for a second before the first measurement.
  runs(1e6, 1, () => form.safeParse(typed));
  runs(1e6, 1, () => held.check());
  show('zod', 'full check', () => form.safeParse(typed));
  show('wasm', 'full check', () => held.check());
  show('zod', 'one field', () => field.safeParse(typed.office.name));
  show('wasm', 'one field', () => held.check_field());
  show('zod', 'set and check', () => {
    turn = 1 - turn;
    typed.office.name = names[turn];
    return form.safeParse(typed);
  });
  show('wasm', 'set and check', () => held.set_and_check());
  show('zod', 'read wire', () => JSON.parse(nested));
  show('wasm', 'read wire', () => core.Held.read_wire(text));
  show('zod', 'write wire', () => JSON.stringify(typed));
  show('wasm', 'write wire', () => held.write_wire());
  show('wasm', 'merge', () => held.merge());
}

// The 10th percentile of the times of a run within a fifth of a second, in microseconds. It excludes other load of the machine
// on all sides alike. The warm-up lets node compile hot code.
function micros(work) {
  let batch = 1;
  while (time(batch, work) < 100 && batch < 4096) batch *= 2;
  runs(400e3, batch, work);
  const times = runs(200e3, batch, work).sort((one, other) => one - other);
  return times[Math.floor(times.length / 10)];
}

function runs(limit, batch, work) {
  const times = [];
  for (let spent = 0; spent < limit; spent += times.at(-1) * batch) times.push(time(batch, work) / batch);
  return times;
}

function time(batch, work) {
  const start = process.hrtime.bigint();
  for (let each = 0; each < batch; each++) work();
  return Number(process.hrtime.bigint() - start) / 1000;
}
