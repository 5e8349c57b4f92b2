// The browser's side of `cargo xtask parity`: `judge.mjs WASM CASES OUT` judges each line of CASES with the wasm build of
// core and writes one line each; `judge.mjs WASM` prints the hash of its rules.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [wasm, cases, out] = process.argv.slice(2);
const core = createRequire(import.meta.url)(resolve(wasm));
if (cases) {
  const lines = readFileSync(cases, 'utf8').split('\n').slice(0, -1);
  writeFileSync(out, lines.map((line) => `${core.judged(line)}\n`).join(''));
} else {
  console.log(core.rules());
}
