import { ResourceDefinition, resources } from '../storage/registry';

/**
 * As much OpenAPI as kubectl needs to know that the server itself validates
 * fields (`fieldValidation`) and merges (`patch`). It describes no fields.
 */
const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(
  name => ({
    name,
    in: 'query',
    schema: {
      type: name === 'force' ? 'boolean' : 'string',
      uniqueItems: true,
    },
  }),
);

function prefixOf(definition: { group: string; version: string }): string {
  const { group, version } = definition;
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function pathOf(definition: ResourceDefinition): string {
  const inNamespace = definition.namespaced ? 'namespaces/{namespace}/' : '';
  return `/${prefixOf(definition)}/${inNamespace}${definition.resource}/{name}`;
}

function operation(definition: ResourceDefinition, verb: string) {
  const { group, version, kind } = definition;
  return {
    operationId: `${verb}${kind}`,
    parameters,
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': verb,
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}

function documentOf(prefix: string): object {
  const served = resources.filter(each => prefixOf(each) === prefix);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes (simulated)', version: 'v1.37.0' },
    paths: Object.fromEntries(
      served.map(definition => [
        pathOf(definition),
        {
          patch: operation(definition, 'patch'),
          put: operation(definition, 'put'),
        },
      ]),
    ),
    components: { schemas: {} },
  };
}

/** Answers below `/openapi/v3`; undefined for a path that is not there. */
export function openApi(path: string): object | undefined {
  const prefixes = [...new Set(resources.map(prefixOf))];
  if (path === '/openapi/v3') {
    return {
      paths: Object.fromEntries(
        prefixes.map(prefix => [
          prefix,
          { serverRelativeURL: `/openapi/v3/${prefix}?hash=simulated` },
        ]),
      ),
    };
  }
  const asked = path.replace('/openapi/v3/', '');
  return prefixes.includes(asked) ? documentOf(asked) : undefined;
}
