/** What a file exports, and which other names the signature of each export mentions. */
import { type Node, type SourceFile, type Statement, SyntaxKind } from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isExportDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isInterfaceDeclaration,
  isModuleDeclaration,
  isNamedExports,
  isTypeAliasDeclaration,
  isVariableStatement,
} from 'typescript/unstable/ast/is'

export interface Export {
  name: string
  isType: boolean
  /** Passed on from another file. */
  isReexport: boolean
  /** Names in its signature: whoever uses the export deals with these types too. */
  mentions: string[]
}

export function exportsOf(source: SourceFile): Export[] {
  return source.statements.flatMap((statement) => exportsIn(statement))
}

/** Names in what the file adds to an interface of another file, as tables are added to `Database`. */
export function augmentationsOf(source: SourceFile): string[] {
  return namesIn(...source.statements.filter((statement) => isModuleDeclaration(statement)))
}

function exportsIn(statement: Statement): Export[] {
  if (isExportDeclaration(statement)) {
    const { exportClause, isTypeOnly } = statement
    if (!exportClause || !isNamedExports(exportClause)) return []
    return exportClause.elements.map((one) => ({
      name: one.name.text,
      isType: isTypeOnly || one.isTypeOnly,
      isReexport: true,
      mentions: [],
    }))
  }
  const { modifiers } = statement as { modifiers?: readonly Node[] }
  if (!modifiers?.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword)) return []
  if (isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((declaration) => {
      const { name, type, initializer } = declaration
      const signature = [type, ...(initializer ? signatureOf(initializer) : [])]
      return namesIn(name).map((one) => ({
        name: one,
        isType: false,
        isReexport: false,
        mentions: namesIn(...signature),
      }))
    })
  const name = (statement as { name?: { text: string } }).name?.text ?? 'default'
  const isType = isInterfaceDeclaration(statement) || isTypeAliasDeclaration(statement)
  const signature = isFunctionDeclaration(statement) ? signatureOf(statement) : [statement]
  return [{ name, isType, isReexport: false, mentions: namesIn(...signature) }]
}

function signatureOf(node: Node): (Node | undefined)[] {
  if (!isFunctionDeclaration(node) && !isArrowFunction(node) && !isFunctionExpression(node)) return []
  return [...node.parameters, ...(node.typeParameters ?? []), node.type]
}

function namesIn(...nodes: (Node | undefined)[]): string[] {
  const found: string[] = []
  const visit = (node: Node): void => {
    if (isIdentifier(node)) found.push(node.text)
    node.forEachChild(visit)
  }
  for (const node of nodes) if (node) visit(node)
  return found
}
