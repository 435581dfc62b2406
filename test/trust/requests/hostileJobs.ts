import { foreign, namespaces } from '../cluster/world';
import { changed, HostileRequest } from './hostile';
import { create, jobsIn, oneChange, probeJob, refusedJob } from './probeJob';

const once = 'a probe runs once, and ends and goes by itself';

/** Jobs that are not run as our prober's are, and requests about Jobs that exist. */
export function hostileJobs(): HostileRequest[] {
  const base = probeJob();
  return [
    refusedJob(
      'no deadline',
      oneChange('spec activeDeadlineSeconds', undefined),
      once,
    ),
    refusedJob(
      'no time to live',
      oneChange('spec ttlSecondsAfterFinished', undefined),
      once,
    ),
    refusedJob(
      'a deadline of a day',
      oneChange('spec activeDeadlineSeconds', 86_400),
      once,
    ),
    refusedJob(
      'fifty at once',
      changed(base, ['spec parallelism', 50], ['spec completions', 50]),
      once,
    ),
    refusedJob('many attempts', oneChange('spec backoffLimit', 100), once),
    refusedJob('a Job that waits', oneChange('spec suspend', true), once),
    refusedJob(
      'labels of an application on the pod',
      oneChange('spec template metadata labels app', 'web'),
      'the pod must carry the labels of its Job and no others',
    ),
    refusedJob(
      'labels of an application on the Job',
      oneChange('metadata labels app', 'web'),
      'carry the labels of a probe',
    ),
    refusedJob(
      "another run's labels",
      oneChange('metadata labels network-policy.backstage.io/probe-run', 'x'),
      'carry the labels of a probe',
    ),
    refusedJob(
      'another name',
      oneChange('metadata name', 'anything'),
      'the Job must be named after its run',
    ),
    refusedJob(
      'an annotation for a controller',
      oneChange('spec template metadata annotations vault.hashicorp.com', 'x'),
      'a probe has no annotations',
    ),
    refusedJob(
      'a finalizer, so that it stays',
      oneChange('metadata finalizers', ['example.com/stay']),
      'a probe has no owners and no finalizers',
    ),
    refusedJob(
      'an owner',
      oneChange('metadata ownerReferences', [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x' },
      ]),
      'a probe has no owners and no finalizers',
    ),
    {
      name: 'a probe in kube-system',
      wall: 'rights',
      request: create(probeJob('kube-system'), 'kube-system'),
    },
    {
      name: 'a probe in a namespace that has not opted in',
      wall: 'only-rights',
      request: create(probeJob(namespaces.closed), namespaces.closed),
    },
    {
      name: "the removal of somebody else's Job",
      wall: 'admission',
      request: {
        method: 'DELETE',
        path: `${jobsIn(namespaces.consenting)}/${foreign.job}?dryRun=All`,
      },
      because: 'the Job is no probe',
    },
    {
      name: 'the removal of all Jobs',
      wall: 'rights',
      request: {
        method: 'DELETE',
        path: `${jobsIn(namespaces.consenting)}?dryRun=All`,
      },
    },
    {
      name: 'a change of a Job',
      wall: 'rights',
      request: {
        method: 'PATCH',
        path: `${jobsIn(namespaces.consenting)}/${foreign.job}?dryRun=All`,
        body: { spec: { suspend: false } },
      },
    },
    {
      name: 'a change of the state of a Job',
      wall: 'rights',
      request: {
        method: 'PATCH',
        path: `${jobsIn(namespaces.consenting)}/${
          foreign.job
        }/status?dryRun=All`,
        body: { status: { active: 1 } },
      },
    },
  ];
}
