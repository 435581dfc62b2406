import { normaliseOwner } from './normaliseOwner';

describe('normaliseOwner', () => {
  it('compares like Backstage, in lower case', () => {
    expect(normaliseOwner('Group:Default/Web-Team')).toBe(
      'group:default/web-team',
    );
  });
});
