import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckedAssertion } from '../asking/check';
import { assertConnections, AssertOptions } from '../commands/assert';
import { runWith } from './fakeTerminal';

/** Runs `assert` with the manifests of one text and the assertions of another. */
export async function runAssert(
  manifests: string,
  assertions: string,
  options: Partial<AssertOptions> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
  const file = join(folder, 'assertions.yaml');
  writeFileSync(file, assertions);
  try {
    const ran = await runWith(manifests, terminal =>
      assertConnections(
        { assertions: file, paths: ['-'], output: 'json', ...options },
        terminal,
      ),
    );
    return { ...ran, file };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The results that `assert` has printed as JSON. */
export function resultsOf(stdout: string): CheckedAssertion[] {
  return JSON.parse(stdout).results;
}
