import type { AnyBlock, ContextBlock, ImageBlock, ImageElement, KnownBlock, SectionBlock } from '@slack/types'
import { Icon } from '../parts/icon.tsx'
import { RichText } from '../text/rich-text.tsx'
import { Mrkdwn, Plain, Text } from '../text/text.tsx'
import { ElementView } from './element.tsx'
import { InputField } from './input-field.tsx'
import { knownBlocks } from './values.ts'

export function Blocks({ blocks }: { blocks: readonly AnyBlock[] }) {
  return (
    <div class="blocks">
      {knownBlocks(blocks).map((block, index) => (
        <OneBlock key={block.block_id ?? index} block={block} />
      ))}
    </div>
  )
}

function OneBlock({ block }: { block: KnownBlock }) {
  const blockId = block.block_id ?? ''
  switch (block.type) {
    case 'section':
      return <Section block={block} />
    case 'actions':
      return (
        <div class="block actions">
          {block.elements.map((element) => (
            <ElementView key={element.action_id} blockId={blockId} element={element} />
          ))}
        </div>
      )
    case 'context':
      return <Context block={block} />
    case 'header':
      return (
        <h3 class="block header">
          <Plain source={block.text.text} />
        </h3>
      )
    case 'divider':
      return <hr class="block divider" />
    case 'image':
      return <Picture block={block} />
    case 'input':
      return <InputField block={block} />
    case 'rich_text':
      return <RichText block={block} />
    case 'markdown':
      return (
        <div class="block section">
          <Mrkdwn source={block.text} />
        </div>
      )
    default:
      return <p class="block unknown">The playground cannot draw a {block.type} block.</p>
  }
}

function Section({ block }: { block: SectionBlock }) {
  const blockId = block.block_id ?? ''
  return (
    <div class="block section">
      <div class="section-text">
        {block.text && (
          <div class="body-text">
            <Text text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field, index) => (
              <div key={index} class="body-text">
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class="accessory">
          {block.accessory.type === 'image' ? (
            <Thumbnail image={block.accessory} size="large" />
          ) : (
            <ElementView
              blockId={blockId}
              element={block.accessory}
              about={block.text?.text.replaceAll(/[*_~`]/g, '')}
            />
          )}
        </div>
      )}
    </div>
  )
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div class="block context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <Thumbnail key={index} image={element} size="small" />
        ) : (
          <div key={index} class="body-text">
            <Text text={element} />
          </div>
        ),
      )}
    </div>
  )
}

function Picture({ block }: { block: ImageBlock }) {
  return (
    <figure class="block picture">
      {block.title && (
        <figcaption>
          <Plain source={block.title.text} />
        </figcaption>
      )}
      <LocalImage url={'image_url' in block ? block.image_url : ''} alt={block.alt_text} />
    </figure>
  )
}

function Thumbnail({ image, size }: { image: ImageElement; size: 'small' | 'large' }) {
  return (
    <span class={`thumbnail ${size}`}>
      <LocalImage url={'image_url' in image ? image.image_url : ''} alt={image.alt_text} />
    </span>
  )
}

/** Nothing is fetched from the network: of a remote picture only the alternative text is shown. */
function LocalImage({ url, alt }: { url: string; alt: string }) {
  if (isLocal(url)) return <img src={url} alt={alt} />
  return (
    <span class="absent-picture" role="img" aria-label={alt}>
      <Icon name="image" />
      <span>{alt}</span>
    </span>
  )
}

function isLocal(url: string): boolean {
  if (url.startsWith('data:image/')) return true
  if (!URL.canParse(url, location.href)) return false
  return ['localhost', '127.0.0.1', location.hostname].includes(new URL(url, location.href).hostname)
}
