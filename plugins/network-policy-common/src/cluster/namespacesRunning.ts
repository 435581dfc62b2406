import { Labels, LabelSelector } from '../kubernetes/labels';
import { matchesSelector } from '../kubernetes/selectors';
import { IndexedCluster } from './IndexedCluster';
import { isFinished } from './podClass';

/**
 * The names of the namespaces where at least one pod runs that a selector selects, in order. Finished pods do not count.
 * Of each namespace it looks at the pods up to the first that is selected.
 *
 * @public
 */
export function namespacesRunning(
  { index }: IndexedCluster,
  selector: LabelSelector,
): string[] {
  const selects = rememberAnswers(selector);
  return index
    .existing()
    .filter(({ pods }) =>
      pods.some(pod => selects(pod.labels) && !isFinished(pod)),
    )
    .map(({ name }) => name);
}

// What reads objects hands out one object for equal labels where it can, and pods of one owner follow one another.
function rememberAnswers(selector: LabelSelector): (labels: Labels) => boolean {
  const known = new Map<Labels, boolean>();
  let last: Labels | undefined;
  let answer = false;
  return labels => {
    if (labels !== last) {
      last = labels;
      answer = known.get(labels) ?? matchesSelector(selector, labels);
      known.set(labels, answer);
    }
    return answer;
  };
}
