import { ownTargets } from '../ownership/ownTargets';
import { isOwner } from './isOwner';
import { requireOwnTarget } from './ownTarget';
import { reachByName, reachInNumbers } from './needs';
import { route } from './route';
import { sendTagged } from './sendTagged';

/**
 * Who can reach an entity's pods.
 */
export const reachRoutes = [
  route('GET /entities/{kind}/{namespace}/{name}/reach', {
    who: 'people and services',
    needs: reachInNumbers,
    handle: async (
      { entity, namesShown, claimsShown, caller },
      { query },
      { reach, liveReach, ownership },
    ) => {
      // Signals go to people: a service asks again by itself.
      if (caller.type === 'person') {
        liveReach.watch(entity, caller.ref);
      }
      return reach.getReach(entity, {
        ...query,
        namesShown,
        ...(!claimsShown && { isOwn: ownTargets(ownership, entity) }),
      });
    },
    send: sendTagged,
  }),
  route(
    'GET /entities/{kind}/{namespace}/{name}/reach/{cluster}/{targetNamespace}/namespaces',
    {
      who: 'people and services',
      needs: reachByName,
      handle: async (granted, { params, query }, services) => {
        const { cluster, targetNamespace: namespace } = params;
        await requireOwnTarget(services, granted, { cluster, namespace });
        return services.reach.listNamespaces(
          granted.entity,
          { cluster, namespace },
          query,
        );
      },
      send: sendTagged,
    },
  ),
  route(
    'GET /entities/{kind}/{namespace}/{name}/reach/{cluster}/{targetNamespace}/namespaces/{sourceNamespace}',
    {
      who: 'people and services',
      needs: reachByName,
      handle: async (granted, { params }, services) => {
        const { cluster, targetNamespace: namespace } = params;
        await requireOwnTarget(services, granted, { cluster, namespace });
        return services.explanations.explain(
          granted.entity,
          { cluster, namespace },
          params.sourceNamespace,
        );
      },
      // An explanation quotes policies, of the source's namespace too. The log has who read them without owning the entity.
      auditRead: async ({ entity, caller }, { params }, { userInfo }) =>
        (await isOwner(userInfo, caller, entity))
          ? undefined
          : {
              eventId: 'reach-explain',
              severityLevel: 'low',
              meta: {
                entity: entity.entityRef,
                cluster: params.cluster,
                namespace: params.targetNamespace,
                source: params.sourceNamespace,
              },
            },
    },
  ),
];
