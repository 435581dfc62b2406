import { ExposureDraft } from '../schema/openapi';

/** The seed of every exposure: NP-05 for `web`. */
export const webDraft: ExposureDraft = {
  cluster: 'simulated',
  namespace: 'default',
  name: 'web-allow-all-namespaces',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' },
  ports: [],
  reason: 'Shared login page',
};
