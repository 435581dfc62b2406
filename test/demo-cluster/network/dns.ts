import ipaddr from 'ipaddr.js';
import { ObjectStore } from '../storage/store';

const domain = 'cluster.local';
const maximumAliases = 5;

/** Names to try for a host, in the order a pod's resolver tries them. */
export function searchNames(host: string, namespace: string): string[] {
  if (host.endsWith('.')) return [host.slice(0, -1)];
  const searched = [`${namespace}.svc.${domain}`, `svc.${domain}`, domain].map(
    suffix => `${host}.${suffix}`,
  );
  const dots = host.split('.').length - 1;
  return dots >= 5 ? [host, ...searched] : [...searched, host];
}

function podNameAddress(store: ObjectStore, name: string): string[] {
  const [, dashed, namespace] =
    /^([\d-]+)\.([^.]+)\.pod\.cluster\.local$/.exec(name) ?? [];
  const address = (dashed ?? '').replace(/-/g, '.');
  const exists = namespace && store.get('namespaces', '', namespace);
  return exists && ipaddr.isValid(address) ? [address] : [];
}

/** The addresses of one full name; none if the cluster's DNS has no such name. */
export function lookup(
  store: ObjectStore,
  name: string,
  aliases = 0,
): string[] {
  const [, service, namespace] =
    /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name.toLowerCase()) ?? [];
  if (!service) return podNameAddress(store, name);
  const found = store.get('services', namespace, service);
  if (!found) return [];
  const { externalName, type, clusterIP } = found.spec;
  if (type === 'ExternalName') {
    return externalName && aliases < maximumAliases
      ? lookup(store, externalName, aliases + 1)
      : [];
  }
  if (clusterIP !== 'None') return clusterIP ? [clusterIP] : [];
  return store
    .list('endpointslices', namespace)
    .filter(
      slice =>
        slice.metadata.labels?.['kubernetes.io/service-name'] === service,
    )
    .flatMap(slice => slice.endpoints)
    .filter(endpoint => endpoint.conditions.ready !== false)
    .flatMap(endpoint => endpoint.addresses);
}
