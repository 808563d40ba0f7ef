import { execFileSync } from 'node:child_process';

/** A `test` for what another tool says: where that is not installed, there is nothing to compare with. */
export function testWith(command: 'helm' | 'kubectl'): (title: string, check: () => void) => void {
  return isInstalled(command) ? test : () => undefined;
}

function isInstalled(command: 'helm' | 'kubectl'): boolean {
  try {
    execFileSync(command, command === 'kubectl' ? ['version', '--client'] : ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
