/** What a file imports, however it is written: by type, for its effect, lazily, or to add to an interface. */
import path from 'node:path'
import { type Expression, type Node, type ImportClause, SyntaxKind } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isExportDeclaration,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isModuleBlock,
  isModuleDeclaration,
  isNamedExports,
  isNamedImports,
  isStringLiteral,
} from 'typescript/unstable/ast/is'

export interface Import {
  /** A file from the root of the repository, or the name of a package. */
  target: string
  /** `*` for all that it exports. */
  names: string[]
  /** Nothing of it is there when the program runs. */
  isType: boolean
  isLazy: boolean
}

export function importsOf(file: string, nodes: readonly Node[]): Import[] {
  return nodes.flatMap((node) => importOf(file, node) ?? [])
}

function importOf(file: string, node: Node): Import | undefined {
  const at = (specifier: Node, names: string[], more: Partial<Import> = {}): Import => ({
    target: resolve(file, (specifier as Expression & { text: string }).text),
    names,
    isType: false,
    isLazy: false,
    ...more,
  })
  if (isImportDeclaration(node))
    return at(node.moduleSpecifier, namesOf(node.importClause), { isType: isByType(node.importClause) })
  if (isExportDeclaration(node) && node.moduleSpecifier) {
    const { exportClause, isTypeOnly } = node
    const names =
      exportClause && isNamedExports(exportClause)
        ? exportClause.elements.map((one) => (one.propertyName ?? one.name).text)
        : ['*']
    return at(node.moduleSpecifier, names, { isType: isTypeOnly })
  }
  if (
    isCallExpression(node) &&
    node.expression.kind === SyntaxKind.ImportKeyword &&
    isStringLiteral(node.arguments[0]!)
  )
    return at(node.arguments[0], ['*'], { isLazy: true })
  if (isImportTypeNode(node) && isLiteralTypeNode(node.argument))
    return at(node.argument.literal, ['*'], { isType: true })
  if (isModuleDeclaration(node) && isStringLiteral(node.name) && node.body && isModuleBlock(node.body)) {
    const names = node.body.statements.flatMap((one) =>
      'name' in one ? [(one.name as { text: string }).text] : [],
    )
    return at(node.name, names, { isType: true })
  }
  return undefined
}

function namesOf(clause: ImportClause | undefined): string[] {
  if (!clause) return []
  const own = clause.name ? ['default'] : []
  const bindings = clause.namedBindings
  if (!bindings) return own
  if (!isNamedImports(bindings)) return ['*']
  return [...own, ...bindings.elements.map((one) => (one.propertyName ?? one.name).text)]
}

function isByType(clause: ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  if (clause.name || !bindings || !isNamedImports(bindings)) return false
  return bindings.elements.every((one) => one.isTypeOnly)
}

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier
}
