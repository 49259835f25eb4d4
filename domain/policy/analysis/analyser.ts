import { analyse } from './analyse.ts';
import { analyseRole } from './analyse-role.ts';
import type { AnalysisContext } from './context.ts';

/** Policy analysis that knows more than a request says: the names there are, and which resources are our own. */
export function analyserWith(known: Pick<AnalysisContext, 'services' | 'ownResources'>) {
  return {
    document: (...[kind, document, context]: Parameters<typeof analyse>) =>
      analyse(kind, document, { ...context, ...known }),
    role: (...[documents, context]: Parameters<typeof analyseRole>) =>
      analyseRole(documents, { ...context, ...known }),
  };
}
