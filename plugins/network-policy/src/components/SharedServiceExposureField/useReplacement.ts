import { useEffect, useRef, useState } from 'react';
import type {
  ExposurePreview,
  PolicyVersion,
} from 'backstage-plugin-network-policy-common';
import { ExposureForm, policyName } from './form';

/** Why the tick was taken back: the policy has changed, or there is none any longer. */
type TakenBack = 'changed' | 'gone';

function isSameVersion(a: PolicyVersion, b: PolicyVersion): boolean {
  return a.uid === b.uid && a.resourceVersion === b.resourceVersion;
}

/**
 * Whether an existing policy is to be replaced. The tick stands for the version that the preview has shown. When a later
 * preview shows another version, the tick is taken back, so that nobody replaces what they have not seen.
 */
export function useReplacement(
  form: ExposureForm,
  preview: ExposurePreview | undefined,
  change: (patch: Pick<ExposureForm, 'replaces'>) => void,
) {
  const { replaces } = form;
  const policy = [form.cluster, form.namespace, policyName(form)].join('/');
  const [lost, setLost] = useState<{ policy: string; how: TakenBack }>();

  // While the next preview is on its way, the last one of the same policy stands: the checkbox does not flicker.
  const last = useRef<{ policy: string; preview: ExposurePreview }>();
  if (preview) {
    last.current = { policy, preview };
  }
  const shown =
    last.current?.policy === policy ? last.current.preview : undefined;
  const existing = shown?.existing;
  const isOurs = shown?.warnings.some(({ code }) => code === 'exists-managed');

  const isLost =
    preview !== undefined &&
    replaces !== undefined &&
    !(existing && isSameVersion(replaces, existing));
  useEffect(() => {
    if (isLost) {
      setLost({ policy, how: existing ? 'changed' : 'gone' });
      change({ replaces: undefined });
    }
  }, [isLost, policy, existing, change]);

  return {
    offered: Boolean(replaces || (existing && isOurs)),
    ticked: Boolean(replaces),
    tick: (on: boolean) => {
      setLost(undefined);
      change({ replaces: on ? existing : undefined });
    },
    /** Set until the person ticks again, or names another policy. */
    takenBack: lost?.policy === policy ? lost.how : undefined,
  };
}
