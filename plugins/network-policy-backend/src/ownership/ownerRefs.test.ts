import { parseOwners } from './ownerRefs';

describe('parseOwners', () => {
  it.each([
    ['group:default/web-team', ['group:default/web-team']],
    [
      ' Group:Default/Web-Team ,\n user:default/dana',
      ['group:default/web-team', 'user:default/dana'],
    ],
  ])('reads %j', (annotation, owners) => {
    expect(parseOwners(annotation)).toEqual(owners);
  });

  it.each([
    undefined,
    '',
    ',',
    '*',
    'web-team',
    'group:web-team',
    'default/web-team',
    'group:default/web-team,',
    'group:default/web-team group:default/payments',
    'group:default/web-team; group:default/payments',
    'group:default/web-team, payments',
    'group:default/*',
    'group:default/web\u202eteam',
    '["group:default/web-team"]',
  ])('reads no owner in %j', annotation => {
    expect(parseOwners(annotation)).toEqual([]);
  });

  it('reads no owner where there are too many, or the text is too long', () => {
    const owners = (count: number, name = 'team') =>
      Array.from(
        { length: count },
        (_, index) => `group:default/${name}-${index}`,
      ).join(',');

    expect(parseOwners(owners(50))).toHaveLength(50);
    expect(parseOwners(owners(51))).toEqual([]);
    expect(parseOwners(owners(49, 'x'.repeat(55)))).toHaveLength(49);
    expect(parseOwners(`group:default/web-team${' '.repeat(4_096)}`)).toEqual(
      [],
    );
  });
});
