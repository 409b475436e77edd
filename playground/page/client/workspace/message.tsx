import type { Message, MessageFile } from '../../../api.ts'
import { LiveBlocks } from '../blocks/draft-state.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { findPerson, useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { Mrkdwn } from '../text/text.tsx'
import { instantOfTs, formatMoment, formatTime } from '../text/when.ts'

interface Props {
  message: Message
  /** Continues the same person's previous message: without picture and name. */
  follows: boolean
}

export function MessageRow({ message, follows }: Props) {
  const { state, reader } = useWindow()
  const author = findPerson(state, message.userId)
  const sentAt = instantOfTs(message.ts)
  const classes = [
    'message',
    follows && 'follows',
    message.ephemeral && 'ephemeral',
    message.threadTs && 'reply',
  ]
  return (
    <article
      tabIndex={-1}
      class={classes.filter(Boolean).join(' ')}
      aria-label={`${author?.realName ?? 'Someone'} said`}
    >
      {message.ephemeral && (
        <p class="only-you">
          <Icon name="eye" size={14} /> Only visible to you
        </p>
      )}
      <div class="gutter">
        {follows ? (
          <time class="ghost-time">{formatTime(sentAt, reader.zone, reader.locale)}</time>
        ) : (
          <Avatar person={author} />
        )}
      </div>
      <div class="message-main">
        {!follows && (
          <header>
            <b>{author?.realName ?? 'Someone'}</b>
            {author?.isBot && <span class="app-badge">App</span>}
            <time dateTime={sentAt.toISOString()} title={formatMoment(sentAt, reader.zone, reader.locale)}>
              {formatTime(sentAt, reader.zone, reader.locale)}
            </time>
          </header>
        )}
        <MessageBody message={message} />
        {(message.files ?? [])
          .filter(({ isPicture }) => isPicture)
          .map((file) => (
            <FilePicture key={file.id} file={file} />
          ))}
        {message.edited && <span class="edited">(edited)</span>}
      </div>
      {!message.ephemeral && state.shortcuts.length > 0 && <Actions message={message} />}
    </article>
  )
}

function MessageBody({ message }: { message: Message }) {
  const where = { kind: 'message', channelId: message.channelId, ts: message.ts } as const
  if (message.blocks.length > 0) return <LiveBlocks where={where} blocks={message.blocks} />
  return (
    <div class="body-text">
      <Mrkdwn source={message.text} />
    </div>
  )
}

/** Another person's window asks in that person's name, and is shown nothing. */
function FilePicture({ file: { id, title, altText } }: { file: MessageFile }) {
  const { state } = useWindow()
  const url = `/api/file?${new URLSearchParams({ id, as: state.viewer.id }).toString()}`
  return (
    <figure class="block picture file">
      <figcaption>{title}</figcaption>
      <a href={url} target="_blank" rel="noreferrer">
        <img src={url} alt={altText} />
      </a>
    </figure>
  )
}

function Actions({ message }: { message: Message }) {
  const { state, act } = useWindow()
  const { channelId, ts } = message
  return (
    <div class="message-actions">
      <Menu
        label="Shortcuts for this message"
        class="ghost"
        items={state.shortcuts.map(({ name, callbackId, description }) => ({
          key: callbackId,
          label: name,
          hint: description,
          choose: () => void act({ do: 'shortcut', as: state.viewer.id, callbackId, channelId, ts }),
        }))}
      >
        <Icon name="dots" />
      </Menu>
    </div>
  )
}
