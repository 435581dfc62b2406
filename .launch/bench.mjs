// npm run bench and npm run bench:export: programs of test/bench.
import { runInTerminal } from './typescript.mjs';

const [program, ...args] = process.argv.slice(2);
await runInTerminal(`test/bench/${program}.ts`, args);
