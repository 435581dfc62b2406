import { ownTargets } from '../ownership/ownTargets';
import { isOwner } from './isOwner';
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
      { entity, namesShown, caller },
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
        ...(!namesShown && { isOwn: ownTargets(ownership, entity) }),
      });
    },
    send: sendTagged,
  }),
  route(
    'GET /entities/{kind}/{namespace}/{name}/reach/{cluster}/{targetNamespace}/namespaces',
    {
      who: 'people and services',
      needs: reachByName,
      handle: ({ entity }, { params, query }, { reach }) =>
        reach.listNamespaces(
          entity,
          { cluster: params.cluster, namespace: params.targetNamespace },
          query,
        ),
      send: sendTagged,
    },
  ),
  route(
    'GET /entities/{kind}/{namespace}/{name}/reach/{cluster}/{targetNamespace}/namespaces/{sourceNamespace}',
    {
      who: 'people and services',
      needs: reachByName,
      handle: ({ entity }, { params }, { explanations }) =>
        explanations.explain(
          entity,
          { cluster: params.cluster, namespace: params.targetNamespace },
          params.sourceNamespace,
        ),
      // An explanation quotes policies. Their owners read them anyway; of others it is known who did.
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
