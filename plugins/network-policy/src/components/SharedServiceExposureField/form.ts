import { parseEntityRef } from '@backstage/catalog-model';
import {
  defaultPolicyName,
  ExposureDraft,
  PolicyVersion,
} from 'backstage-plugin-network-policy-common';
import {
  entriesFromLabels,
  entryFromPort,
  labelsFromEntries,
  portFromEntry,
} from './entries';
import type { SharedServiceExposureValue } from './schema';

/** How wide a service is opened by the form. */
export type FormWidth = ExposureDraft['from']['width'];

/** What a person has typed and chosen, as it stands in the inputs. */
export interface ExposureForm {
  entityRef: string;
  cluster: string;
  namespace: string;
  podSelector: string[];
  width: FormWidth;
  namespaceLabels: string[];
  podLabels: string[];
  ports: string[];
  /** The policy's name where the person typed one. Without one it follows from service and width. */
  chosenName?: string;
  reason: string;
  reviewBy: string;
  ticket: string;
  /** The existing policy that is to be replaced, in the version that the person saw. */
  replaces?: PolicyVersion;
  /** The service for which cluster, namespace and labels were filled in. */
  filledFor?: string;
}

/** The name that the policy has, typed or proposed. */
export function policyName(form: ExposureForm): string {
  if (form.chosenName !== undefined || !form.entityRef) {
    return form.chosenName ?? '';
  }
  const { name } = parseEntityRef(form.entityRef);
  // Names of entities may have characters that names of Kubernetes' objects may not have.
  const service = name.toLowerCase().replace(/_/g, '-');
  return defaultPolicyName(service, form.width);
}

/** Which of the two sets of labels a width asks for. */
export function labelsAsked(width: FormWidth) {
  return {
    namespaceLabels:
      width === 'labelled-namespaces' ||
      width === 'certain-pods-in-labelled-namespaces',
    podLabels:
      width === 'certain-pods' ||
      width === 'certain-pods-in-labelled-namespaces',
  };
}

/** Whether it is not known yet where the chosen service runs. */
function isReading({ entityRef, filledFor }: ExposureForm): boolean {
  return entityRef !== '' && filledFor !== entityRef;
}

/** The form as the field's value. Until it is known where the service runs, the value is the service only. */
export function valueFromForm(form: ExposureForm): SharedServiceExposureValue {
  if (isReading(form)) {
    return { entityRef: form.entityRef };
  }
  const asked = labelsAsked(form.width);
  return {
    ...(form.entityRef && { entityRef: form.entityRef }),
    exposure: {
      cluster: form.cluster.trim(),
      namespace: form.namespace.trim(),
      name: policyName(form),
      podSelector: labelsFromEntries(form.podSelector),
      from: {
        width: form.width,
        ...(asked.namespaceLabels && {
          namespaceLabels: labelsFromEntries(form.namespaceLabels),
        }),
        ...(asked.podLabels && {
          podLabels: labelsFromEntries(form.podLabels),
        }),
      },
      ports: form.ports.map(portFromEntry),
      reason: form.reason,
      ...(form.reviewBy && { reviewBy: form.reviewBy }),
      ...(form.ticket && { ticket: form.ticket }),
      ...(form.replaces && { replaces: form.replaces }),
    },
  };
}

/** The form for a value that was saved, or for one that a link gave in part. */
export function formFromValue(
  value: SharedServiceExposureValue | undefined,
  defaults: { reviewBy: string },
): ExposureForm {
  const { entityRef = '', exposure } = value ?? {};
  const form: ExposureForm = {
    entityRef,
    cluster: exposure?.cluster ?? '',
    namespace: exposure?.namespace ?? '',
    podSelector: entriesFromLabels(exposure?.podSelector),
    width: exposure?.from?.width ?? 'all-namespaces',
    namespaceLabels: entriesFromLabels(exposure?.from?.namespaceLabels),
    podLabels: entriesFromLabels(exposure?.from?.podLabels),
    ports: exposure?.ports?.map(entryFromPort) ?? [],
    reason: exposure?.reason ?? '',
    reviewBy: exposure?.reviewBy ?? defaults.reviewBy,
    ticket: exposure?.ticket ?? '',
    ...(exposure?.replaces && { replaces: exposure.replaces }),
    filledFor: exposure?.cluster ? entityRef : undefined,
  };
  const name = exposure?.name;
  return name && name !== policyName(form)
    ? { ...form, chosenName: name }
    : form;
}
