// Kills the process before it changes the disk for the nth time, for the tests of what a killed synthesis leaves.
const fs = require('node:fs');
const process = require('node:process');

let left = Number(process.env.KILL_AT);
for (const name of [
  'mkdirSync',
  'mkdtempSync',
  'renameSync',
  'rmSync',
  'writeFileSync',
  'linkSync',
  'chmodSync',
  'cpSync',
]) {
  const original = fs[name];
  fs[name] = (...words) => {
    if (--left === 0) process.kill(process.pid, 'SIGKILL');
    return original(...words);
  };
}
