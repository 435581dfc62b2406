import { useEffect, useRef, useState } from 'react';
import { DateTime } from 'luxon';
import { entriesFromLabels } from './entries';
import { ExposureForm, formFromValue, valueFromForm } from './form';
import type { SharedServiceExposureProps } from './schema';

const usualReviewInDays = 90;

/** Where a service runs, as far as it is known. */
export interface Place {
  cluster: string;
  namespace: string;
  podSelector: Record<string, string>;
}

/** Holds what is in the inputs, and passes every change on to the surrounding form. */
export function useExposureForm(
  props: Pick<SharedServiceExposureProps, 'formData' | 'onChange' | 'uiSchema'>,
) {
  const { formData, onChange, uiSchema } = props;
  const days = uiSchema?.['ui:options']?.reviewInDays ?? usualReviewInDays;
  const [form, setForm] = useState<ExposureForm>(() =>
    formFromValue(formData, {
      reviewBy: DateTime.now().plus({ days }).toISODate(),
    }),
  );
  const value = valueFromForm(form);

  // RJSF gives a new onChange at every render, so only a new value is passed on.
  const told = useRef<string>();
  const text = JSON.stringify(value);
  useEffect(() => {
    if (told.current !== text) {
      told.current = text;
      onChange(value);
    }
  }, [text, value, onChange]);

  const change = (patch: Partial<ExposureForm>) =>
    setForm(current => ({ ...current, ...patch }));

  /** Fills in where the service runs. Clears the ports and the policy to replace, which belong to the place before. */
  const fill = (place: Place) =>
    setForm(current => ({
      ...current,
      cluster: place.cluster,
      namespace: place.namespace,
      podSelector: entriesFromLabels(place.podSelector),
      ports: [],
      replaces: undefined,
      filledFor: current.entityRef,
    }));

  return { form, value, change, fill };
}
