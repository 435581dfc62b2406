import { stringify } from 'yaml';
import { Mix } from './agreement';
import { Failure } from './batches';

const share = (part: number, whole: number) =>
  `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

/** Numbers of a million with commas. */
const counted = (number: number) => Math.round(number).toLocaleString('en-GB');

/** How much of what was asked. */
export function describeMix({ allowed, denied, open }: Mix): string {
  const all = allowed + denied;
  return `${counted(all)} connections: ${share(allowed, all)} allowed, ${share(
    denied,
    all,
  )} denied; of ${counted(
    open,
  )} policies of equal priority leave the outcome open`;
}

/** A line of progress. */
export function describeProgress(
  done: number,
  total: number,
  seconds: number,
): string {
  const speed = done / seconds;
  const left = Math.ceil((total - done) / Math.max(speed, 1e-9) / 60);
  return `${counted(done)} of ${counted(total)} cases, ${counted(
    speed,
  )} cases/s, ${left} min left`;
}

/** The last line of a run in which nothing was found. */
export function describeEnd(
  cases: number,
  seed: number,
  seconds: number,
): string {
  const time = `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${counted(cases)} cases without a difference in ${time}, ${counted(
    cases / seconds,
  )} cases/s, seed ${seed}`;
}

/** The manifests of a failure as YAML, after what was asked of them. */
export function describeFailure({ fuzzed, because }: Failure): string {
  const { objects, ...asked } = fuzzed;
  const comment = stringify(
    { because, ...asked },
    { aliasDuplicateObjects: false },
  ).replace(/^/gm, '# ');
  const documents = objects.map(object => stringify(object));
  return [comment, ...documents].join('\n---\n');
}
