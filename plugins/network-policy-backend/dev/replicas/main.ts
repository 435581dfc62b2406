// Two replicas on one PostgreSQL, one of which is killed again and again while both make probe runs: nothing may be lost
// or made twice, and none may go on for ever. REPLICA_SEED repeats the choices of an earlier time; REPLICA_KILLS says how
// often, which is ten times, or fifty in .ci/run.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFile } from '../../../../.launch/folders.mjs';
import { startPostgres } from '../../../../.launch/postgres.mjs';
import { stopPrograms } from '../../../../.launch/programs.mjs';
import { happens, Replicas } from './Replicas';
import { seededRandom } from './seededRandom';
import { StoredRun, StoredRuns } from './StoredRuns';
import { probesOf, sweptRuns, tasksOf } from './told';
import { Traffic } from './Traffic';
import {
  attemptsInRun,
  clusterNames,
  leaseSeconds,
  runsPerPerson,
} from './world';

const kills = Number(process.env.REPLICA_KILLS ?? 10);
const seed = Number(process.env.REPLICA_SEED ?? Date.now() % 1_000_000);
const timeout = 600_000;

/** A scheduled task whose replica dies at it is another's after the scheduler's own time limits. */
const patience = leaseSeconds * 1000 + 90_000;

let folder: string;
let replicas: Replicas;
let traffic: Traffic;
let stored: StoredRuns;
let begun: number;

before(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'network-policy-replicas-'));
    const { url } = await startPostgres({
      folder,
      log: logFile(join('replicas', 'postgres')),
      lasting: false,
    });
    stored = new StoredRuns(url);
    replicas = new Replicas(url);
    traffic = new Traffic(replicas, seededRandom(seed));
    begun = Date.now();
    // One after the other: on an empty server, Backstage itself may stumble over two that make the same database.
    await replicas.start('one');
    await replicas.untilReady(1);
    await replicas.start('other');
    await replicas.untilReady(2);
  },
  { timeout },
);
after(async () => {
  await stopPrograms();
  await stored?.close();
  await rm(folder, { recursive: true, force: true });
});

const noneGoesOn = async () =>
  (await stored.all()).every(({ state }) => state !== 'running');

test(
  `runs survive ${kills} kills (REPLICA_SEED=${seed})`,
  { timeout },
  async context => {
    for (let count = 0; count < kills; count++) {
      // Now and then one is killed while the other still starts.
      await replicas.untilReady(traffic.chooseFrom([1, 1, 2]));
      await traffic.flow(200 + traffic.chooseFrom([0, 100, 200, 400]));
      await replicas.killAndRestart(traffic.chooseFrom(replicas.names));
    }
    await replicas.untilReady(2);
    await traffic.flow(500);
    await traffic.settle();
    await happens('every run has ended', noneGoesOn, patience);

    const runs = await stored.all();
    const countOf = (wanted: StoredRun['state']) =>
      runs.filter(({ state }) => state === wanted).length;
    const finished = countOf('finished');
    const interrupted = countOf('interrupted');
    context.diagnostic(
      `after ${Math.round((Date.now() - begun) / 1000)} s: ${
        traffic.accepted.length
      } runs accepted, ${
        traffic.refused
      } refused; ${finished} finished, ${interrupted} interrupted; ${
        traffic.seenElsewhere
      } seen at once on the other replica`,
    );
    assert.deepEqual(traffic.surprises, []);
    // On a quick machine it is one or two a kill, on one that is busy fewer. Two or three kills may hit none.
    const least = Math.floor(kills / 10);
    assert.ok(traffic.seenElsewhere >= least, 'Few were seen elsewhere');
    assert.ok(
      finished >= least && interrupted >= least,
      'Little was put to the test',
    );
  },
);

test('every run that was accepted is there, with all its attempts', async () => {
  const byId = new Map((await stored.all()).map(run => [run.id, run]));
  for (const { run, by } of traffic.accepted) {
    const found = byId.get(run.id);
    assert.ok(found, `Run ${run.id} is lost`);
    assert.deepEqual(
      found.attempts.map(({ namespace }) => namespace).sort(),
      run.attempts.map(({ namespace }) => namespace).sort(),
    );
    assert.equal(found.attempts.length, attemptsInRun);
    assert.ok(found.finished_at, `Run ${run.id} has no end`);
    if (by.killedAt === undefined) {
      assert.equal(
        found.state,
        'finished',
        `Run ${run.id} was ended though ${by.name} was never killed`,
      );
    }
  }
});

test('no attempt is made twice, none is done that was not made, and a finished run has all', async () => {
  const runs = await stored.all();
  const begunProbes = probesOf(replicas.all, 'probe-begun');
  const made = new Set(probesOf(replicas.all, 'probe-made'));

  assert.equal(new Set(begunProbes).size, begunProbes.length);
  for (const run of runs) {
    for (const attempt of run.attempts) {
      const isDone = attempt.state === 'done';
      assert.equal(attempt.outcome, isDone ? 'connected' : null);
      assert.ok(!isDone || made.has(`${run.id} ${attempt.namespace}`));
      assert.ok(isDone || run.state === 'interrupted');
    }
  }
});

test('a target has one run at a time', async () => {
  const runs = await stored.all();
  for (const cluster of clusterNames) {
    const ofTarget = runs.filter(run => run.cluster === cluster);
    ofTarget.slice(1).forEach((run, index) => {
      const previous = ofTarget[index];
      assert.ok(
        previous.finished_at !== null && previous.finished_at <= run.started_at,
        `Run ${run.id} began before ${previous.id} had ended`,
      );
    });
  }
});

test('a person never has more runs in progress than the budget, over both replicas', async context => {
  const runs = await stored.all();
  const inProgress = runs.map(
    ({ started_at }) =>
      runs.filter(
        other =>
          other.started_at <= started_at &&
          (other.finished_at ?? '9') > started_at,
      ).length,
  );
  const most = Math.max(...inProgress);
  context.diagnostic(`at most ${most} of ${runsPerPerson} at once`);
  assert.ok(most <= runsPerPerson);
});

test('each abandoned run is swept by one replica', async context => {
  const swept = sweptRuns(replicas.all);
  const interrupted = (await stored.all())
    .filter(({ state }) => state === 'interrupted')
    .map(({ id }) => id);

  assert.equal(new Set(swept).size, swept.length);
  assert.deepEqual(
    swept.filter(id => !interrupted.includes(id)),
    [],
  );
  context.diagnostic(
    `${swept.length} of ${interrupted.length} interrupted runs were swept`,
  );
  // The one that swept may have been killed at it, before it told of any.
  assert.ok(interrupted.length - swept.length <= Math.max(3, kills / 10));
});

test(
  'a scheduled task runs once a period, on one replica at a time',
  { timeout },
  async context => {
    const often = 'end-abandoned-probe-runs';
    const period = (leaseSeconds * 1000) / 2;
    const timesOf = (task: string) => tasksOf(replicas.all, task);
    const seen = timesOf(often).length;
    await happens(
      'the task runs',
      async () => timesOf(often).length > seen,
      patience,
    );
    await sleep(4 * period);
    const inFourPeriods = timesOf(often).length - seen - 1;
    assert.ok(inFourPeriods >= 2 && inFourPeriods <= 5);
    const elapsed = Date.now() - begun;
    for (const [task, every] of [
      [often, period],
      ['delete-old-probe-runs', 3_600_000],
    ] as const) {
      const times = timesOf(task);
      const most = Math.floor(elapsed / every) + 1;
      context.diagnostic(`${task}: ${times.length} times of at most ${most}`);
      assert.ok(times.length >= 1 && times.length <= most);
      times.slice(1).forEach((time, index) => {
        assert.ok(
          time.begun >= times[index].ended,
          `${task} ran twice at once`,
        );
      });
    }
  },
);

test(
  'a replica that stood still for too long writes nothing into runs that were ended',
  { timeout },
  async () => {
    const [paused, other] = replicas.ready;
    const clusters = clusterNames.slice(0, 4);
    const answers = await Promise.all(
      clusters.map(cluster => paused.startRun(cluster)),
    );
    const ids = answers.flatMap(answer =>
      answer.kind === 'accepted' ? [answer.run.id] : [],
    );
    assert.equal(ids.length, clusters.length);
    const current = async (): Promise<StoredRun[]> =>
      (await stored.all()).filter(({ id }) => ids.includes(id));
    const made = () =>
      probesOf([paused], 'probe-begun').filter(probe =>
        ids.some(id => probe.startsWith(id)),
      ).length;
    await happens('each has an outcome', async () => made() > 8, 10_000);

    paused.pause('SIGSTOP');
    await happens('the other replica ends them', noneGoesOn, patience);
    const ended = await current();
    const again = await Promise.all(
      clusters.map(cluster => other.startRun(cluster)),
    );
    const madeAsleep = made();
    paused.pause('SIGCONT');
    await sleep(2_000);

    assert.deepEqual(
      again.map(({ kind }) => kind),
      clusters.map(() => 'accepted'),
    );
    assert.deepEqual(await current(), ended);
    assert.ok(ended.every(({ state }) => state === 'interrupted'));
    assert.ok(
      ended.some(run => run.attempts.some(({ state }) => state === 'waiting')),
    );
    assert.ok(
      made() - madeAsleep <= clusters.length * 2,
      'It went on probing for runs that are not its own',
    );
    await paused.getRun(ids[0]);
    await happens('the new runs end', noneGoesOn, 30_000);
    const states = (await stored.all()).slice(-clusters.length);
    assert.ok(states.every(({ state }) => state === 'finished'));
  },
);
