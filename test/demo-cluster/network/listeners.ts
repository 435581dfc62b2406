import { Container, Pod } from '../kinds/pod';
import { programOf } from '../containers/programs';

function portsOf(container: Container): { port: number; protocol: string }[] {
  const program = programOf(container);
  if (program.type !== 'serve') return [];
  const declared = (container.ports ?? []).map(each => ({
    port: each.containerPort,
    protocol: each.protocol,
  }));
  return [...declared, ...program.ports];
}

/** Whether a running container of a pod accepts connections on a port. */
export function listensOn(pod: Pod, port: number, protocol: string): boolean {
  const running = (pod.status.containerStatuses ?? [])
    .filter(status => status.state.running)
    .map(status => status.name);
  return pod.spec.containers
    .filter(container => running.includes(container.name))
    .flatMap(portsOf)
    .some(each => each.port === port && each.protocol === protocol);
}
