/**
 * ESLint rule: a statement given to SQLite is either known when the program is compiled or made by the `sql` tag.
 *
 * A string put together at run time can carry a petitioner's text into the statement. Types tell the two apart without
 * trusting names: text known at compile time has a string literal type; what the tag made is read from a value of type `Sql`.
 */
const methods = new Set(['prepare', 'exec', 'pragma']);
const tagTexts = new Set(['sql', 'text', 'statement']);

const isKnownText = (type) => (type.isUnion() ? type.types : [type]).every((member) => member.isStringLiteral());

export const sqlByTag = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { built: 'SQL is written as a literal or with the sql`…` tag, never put together from strings.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;

    const isDatabase = (node) => {
      const type = services.getTypeAtLocation(node);
      return type.getProperty('prepare') !== undefined && type.getProperty('pragma') !== undefined;
    };
    const isFromTag = (node) =>
      node.type === 'MemberExpression' &&
      tagTexts.has(node.property.name) &&
      services.getTypeAtLocation(node.object).symbol?.name === 'Sql';

    return {
      CallExpression(node) {
        const { callee } = node;
        const [statement] = node.arguments;
        if (callee.type !== 'MemberExpression' || !methods.has(callee.property.name) || !statement) return;
        if (!isDatabase(callee.object)) return;
        if (isFromTag(statement) || isKnownText(services.getTypeAtLocation(statement))) return;
        context.report({ node: statement, messageId: 'built' });
      },
    };
  },
};
