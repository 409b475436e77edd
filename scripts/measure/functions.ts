/** The functions of a file, with their lengths and numbers of parameters. */
import { type Node, type SourceFile } from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isMethodDeclaration,
} from 'typescript/unstable/ast/is'

export interface MeasuredFunction {
  name: string
  line: number
  lines: number
  parameters: number
  /** Declared with a name: not a callback. Lengths are judged by these. */
  isNamed: boolean
}

export function functionsOf(source: SourceFile, nodes: readonly Node[]): MeasuredFunction[] {
  return nodes.flatMap((node) => {
    if (!isFunctionLike(node) || !node.body) return []
    const line = lineOf(source, node.getStart(source))
    const name = nameOf(node)
    return [
      {
        name: name ?? '(callback)',
        line,
        lines: lineOf(source, node.end) - line + 1,
        parameters: node.parameters.length,
        isNamed: name !== undefined,
      },
    ]
  })
}

function isFunctionLike(node: Node) {
  return (
    isFunctionDeclaration(node) ||
    isArrowFunction(node) ||
    isFunctionExpression(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node)
  )
}

/** Its own name, or that of the constant or property that holds it. */
function nameOf(node: Node & { name?: Node }): string | undefined {
  const { name } = node as { name?: { text?: string } }
  if (name?.text) return name.text
  if (isConstructorDeclaration(node)) return 'constructor'
  const { name: held, initializer } = node.parent as Node & { name?: { text?: string }; initializer?: Node }
  return initializer === node ? held?.text : undefined
}

function lineOf(source: SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}
