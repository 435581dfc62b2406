import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import { createRoot } from 'react-dom/client';
import { portal } from './app';

const container = document.getElementById('root');
if (!container) {
  throw new Error('The page has no element with the id "root"');
}
createRoot(container).render(portal.createRoot());
