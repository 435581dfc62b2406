import { RunSlots } from './RunSlots';

const key = (entityRef: string, cluster = 'north') => ({
  entityRef,
  cluster,
  namespace: 'default',
});

describe('RunSlots', () => {
  it('lets one run of a target go on at a time', () => {
    const slots = new RunSlots(9);
    const free = slots.take(key('component:default/web'));

    expect(() => slots.take(key('component:default/web'))).toThrow(
      'Probes of component:default/web in namespace default of cluster north are being made already; wait until they are over',
    );
    slots.take(key('component:default/web', 'south'));
    free();
    slots.take(key('component:default/web'));
  });

  it('bounds all of them', () => {
    const slots = new RunSlots(2);
    slots.take(key('a'));
    const free = slots.take(key('b'));

    expect(() => slots.take(key('c'))).toThrow(
      '2 probe runs are in progress, which is as many as the portal makes at once; try again in a minute',
    );
    free();
    slots.take(key('c'));
  });
});
