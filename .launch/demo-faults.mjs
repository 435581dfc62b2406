// yarn demo:faults: what the portal says while a cluster fails. On the cluster of KUBECONFIG, on API servers of its own
// where their programs are built, or else on a simulated one.
import { builtPrograms } from './realCluster.mjs';
import { runInTerminal } from './typescript.mjs';

const programs = builtPrograms();
await runInTerminal(
  'test/faults/main.ts',
  process.argv.slice(2),
  programs ? { CLUSTER_PROGRAMS: programs } : {},
);
