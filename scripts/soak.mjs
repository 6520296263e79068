// npm run soak -- 5: walks at random over a connection for five minutes in each engine (test/connection/random-walk.ts).
import { spawnSync } from 'node:child_process';

const minutes = Number(process.argv[2] ?? 1);
if (!(minutes > 0)) {
  console.error(`How many minutes? “${process.argv[2]}” is no number above 0.`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'test/connection/random-walk.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, SOAK_MINUTES: String(minutes) },
});
process.exit(status ?? 1);
