import { Service } from './clusterSnapshot';
import { Labels } from './labels';

/** A Service by what its spec says. */
export function serviceOf(
  { namespace, name }: { namespace: string; name: string },
  spec: {
    selector: Labels;
    clusterIP: string | undefined;
    ports: Service['ports'];
    type: Service['type'];
  },
): Service {
  // An empty selector of a Service selects nothing, unlike that of a policy; an ExternalName leads out of the cluster.
  const selects =
    Object.keys(spec.selector).length > 0 && spec.type !== 'ExternalName';
  return {
    namespace,
    name,
    ...(selects && { selector: spec.selector }),
    headless: spec.clusterIP === 'None',
    ports: spec.ports,
    type: spec.type,
  };
}
