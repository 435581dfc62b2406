import { Outcome } from 'backstage-plugin-network-policy-common';
import { ProbeResult } from 'backstage-plugin-network-policy-node';
import { z } from 'zod';
import { combineSteps, Step } from './combineSteps';
import { probeSteps } from './probeJob';

const stateSchema = z.looseObject({
  waiting: z
    .looseObject({
      reason: z.string().default(''),
      message: z.string().default(''),
    })
    .optional(),
  terminated: z
    .looseObject({
      exitCode: z.number(),
      reason: z.string().default(''),
      message: z.string().default(''),
    })
    .optional(),
});

const probePodSchema = z.looseObject({
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string() })),
  }),
  status: z.looseObject({
    phase: z.string().default('Pending'),
    reason: z.string().default(''),
    message: z.string().default(''),
    conditions: z
      .array(
        z.looseObject({
          type: z.string(),
          status: z.string(),
          message: z.string().default(''),
        }),
      )
      .default([]),
    containerStatuses: z
      .array(z.looseObject({ name: z.string(), state: stateSchema }))
      .default([]),
  }),
});

type ProbePod = z.output<typeof probePodSchema>;

/**
 * What is known about a probe by now. `hint` says what it waits for, in the cluster's words, should it never end.
 */
export type ProbeProgress =
  | { done: true; result: ProbeResult }
  | { done: false; hint?: string };

/** None of these goes away by itself within a probe's deadline. */
const HOPELESS_REASONS: readonly string[] = [
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/**
 * Reads what became of a probe from its pod.
 */
export function readProbePod(raw: unknown): ProbeProgress {
  const parsed = probePodSchema.safeParse(raw);
  if (!parsed.success) {
    return { done: false, hint: 'the probe pod has no status yet' };
  }
  const { spec, status } = parsed.data;
  const states = new Map(
    status.containerStatuses.map(({ name, state }) => [name, state]),
  );
  for (const { waiting } of states.values()) {
    if (waiting && HOPELESS_REASONS.includes(waiting.reason)) {
      return notRun(`${waiting.reason}: ${waiting.message}`);
    }
  }
  const steps: Partial<Record<string, Step>> = {};
  // An admission webhook may have added a container that never ends.
  const expected = probeSteps.filter(step =>
    spec.containers.some(({ name }) => name === step),
  );
  for (const name of expected) {
    const terminated = states.get(name)?.terminated;
    if (terminated) {
      steps[name] = readStep(terminated);
    }
  }
  if (expected.every(name => steps[name])) {
    return { done: true, result: combineSteps(steps) };
  }
  if (status.phase === 'Failed') {
    return notRun(
      [status.reason, status.message].filter(Boolean).join(': ') ||
        'The probe pod failed before it connected',
    );
  }
  return { done: false, hint: hintOf(status) };
}

/** A probe that never got to connect. */
export function notRun(detail: string): { done: true; result: ProbeResult } {
  return { done: true, result: { outcome: 'not-run', detail, steps: {} } };
}

/** agnhost ends with 0 when connected, else its last line begins with one of these words. */
function readStep(terminated: {
  exitCode: number;
  reason: string;
  message: string;
}): Step {
  if (terminated.exitCode === 0) {
    return { outcome: 'connected' };
  }
  const line = terminated.message.trim().split('\n').at(-1)?.trim() ?? '';
  const outcomes: Readonly<Record<string, Outcome>> = {
    TIMEOUT: 'timed-out',
    REFUSED: 'refused',
    DNS: 'name-not-resolved',
    OTHER: 'unreachable',
  };
  const [, word, words] = /^([A-Z]+)(?::\s*(.*))?$/.exec(line) ?? [];
  const outcome = word === undefined ? undefined : outcomes[word];
  return outcome
    ? { outcome, detail: words || undefined }
    : {
        outcome: 'not-run',
        detail: `The probe ended with exit code ${terminated.exitCode}: ${
          line || terminated.reason
        }`,
      };
}

function hintOf({
  conditions,
  containerStatuses,
}: ProbePod['status']): string | undefined {
  const unscheduled = conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (unscheduled?.message) {
    return unscheduled.message;
  }
  const waiting = containerStatuses.find(({ state }) => state.waiting)?.state
    .waiting;
  return (
    waiting && [waiting.reason, waiting.message].filter(Boolean).join(': ')
  );
}
