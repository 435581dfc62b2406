import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useApi } from '@backstage/core-plugin-api';
import { useQuery } from '@tanstack/react-query';
import type { ExposureDraft } from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from '../api/networkPolicyApiRef';

const quietMs = 300;

/** What is asked, as one value: an answer belongs to exactly one question. */
interface Question {
  entityRef: string;
  draft: ExposureDraft;
}

/**
 * Who gains and loses access if a draft were applied. It is asked once the fields have been still for a moment; an
 * answer to an earlier question is dropped. Nothing is asked while there is no valid draft.
 */
export function useExposurePreview(question: Question | undefined) {
  const api = useApi(networkPolicyApiRef);
  const wanted = question && JSON.stringify(question);
  const [asked, setAsked] = useState<Question>();
  useDebounce(() => setAsked(question), quietMs, [wanted]);
  const query = useQuery({
    queryKey: ['network-policy', 'preview', asked],
    queryFn: () => {
      if (!asked) {
        throw new Error('There is no draft to preview');
      }
      return api.previewExposure(asked.entityRef, asked.draft);
    },
    enabled: asked !== undefined,
    // A preview is about the cluster as it is now.
    staleTime: 0,
    gcTime: 0,
  });
  const settled = wanted === (asked && JSON.stringify(asked));
  return {
    preview: settled ? query.data : undefined,
    error: settled ? query.error : null,
    loading: question !== undefined && (!settled || query.isPending),
  };
}
