import { Service } from './clusterSnapshot';
import { Labels } from './labels';
import { noLabels } from './sharedLabels';

/** A Service by what its spec says. */
export function serviceOf(
  { namespace, name }: { namespace: string; name: string },
  {
    selector,
    clusterIP,
    ports,
    type,
  }: {
    selector: Labels;
    clusterIP: string | undefined;
    ports: Service['ports'];
    type: Service['type'];
  },
): Service {
  const headless = clusterIP === 'None';
  // An empty selector of a Service selects nothing, unlike that of a policy; an ExternalName leads out of the cluster.
  return selector === noLabels ||
    type === 'ExternalName' ||
    Object.keys(selector).length === 0
    ? { namespace, name, headless, ports, type }
    : { namespace, name, selector, headless, ports, type };
}
