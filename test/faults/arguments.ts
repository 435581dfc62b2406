import { parseArgs } from 'node:util';
import { z } from 'zod';

/**
 * What a person can choose: `--long`, `--report FILE`, and by the environment on what faults are tried.
 *
 * @throws Error for anything else
 */
export function readArguments(words = process.argv.slice(2)) {
  const { values } = parseArgs({
    args: words,
    options: {
      long: { type: 'boolean', default: false },
      report: { type: 'string' },
    },
  });
  const environment = z
    .object({
      KUBECONFIG: z.string().optional(),
      /** The folder that test/cluster/build.sh prints. */
      CLUSTER_PROGRAMS: z.string().optional(),
    })
    .parse(process.env);
  return {
    isLong: values.long,
    report: values.report,
    kubeconfig: environment.KUBECONFIG || undefined,
    programs: environment.CLUSTER_PROGRAMS || undefined,
  };
}
