/**
 * What each refusal of Slack's Web API means, by method; complete against Slack's descriptions of the methods that
 * delivery calls. Only a refusal that is listed here is surely without effect; for a post, anything else may have been
 * sent. Pure.
 */

export type Refusal =
  /** This call will never succeed: its content, or what it is about, is at fault. */
  | 'final'
  /** An administrator, or a new install, can mend it: the workspace rests and asks again every minute. */
  | 'mendable'
  /** It is about one person: a few more tries, further and further apart. */
  | 'person'
  /** The person is gone. */
  | 'gone'
  /** The token no longer speaks for this workspace. */
  | 'stopped'
  /** It passes by itself: tried again. */
  | 'passing'
  /** Slack doesn't say whether the call had its effect. */
  | 'unclear'

export type DeliveryMethod =
  | 'chat.postMessage'
  | 'conversations.open'
  | 'chat.update'
  | 'chat.delete'
  | 'conversations.history'

export type CodesByRefusal = Partial<Record<Refusal, readonly string[]>>

export const everyMethod: CodesByRefusal = {
  final: [
    'deprecated_endpoint',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_charset',
    'invalid_form_data',
    'invalid_post_type',
    'method_deprecated',
    'missing_post_type',
  ],
  mendable: [
    'access_denied',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'org_login_required',
    'team_access_not_granted',
    'team_added_to_org',
    'two_factor_setup_required',
  ],
  stopped: ['account_inactive', 'invalid_auth', 'not_authed', 'token_expired', 'token_revoked'],
  gone: ['user_disabled', 'user_not_found', 'users_not_found', 'invalid_users'],
  person: ['user_not_visible'],
  passing: ['accesslimited'],
  unclear: ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'],
}

/** Faults of content, the same for a new message and for an edit. */
const content = [
  'as_user_not_supported',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'markdown_text_conflict',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
  'msg_too_long',
  'no_text',
  'slack_connect_canvas_sharing_blocked',
  'slack_connect_file_link_sharing_blocked',
  'too_many_attachments',
]

export const byMethod: Record<DeliveryMethod, CodesByRefusal> = {
  'chat.postMessage': {
    final: [
      ...content,
      'attachment_payload_limit_exceeded',
      'cannot_reply_to_message',
      'draft_already_deleted',
      'draft_already_sent',
      'draft_has_conflict',
      'draft_not_found',
      'missing_file_data',
      'msg_blocks_too_long',
      'restricted_action_non_threadable_channel',
      'restricted_action_thread_locked',
      'restricted_action_thread_only_channel',
      'send_on_behalf_not_allowed',
      'slack_connect_lists_sharing_blocked',
      'team_not_found',
      'too_many_contact_cards',
    ],
    mendable: [
      'app_access_restricted',
      'messages_tab_disabled',
      'restricted_action',
      'restricted_action_read_only_channel',
    ],
    person: ['channel_not_found', 'is_archived', 'not_in_channel'],
    passing: ['message_limit_exceeded'],
    unclear: ['duplicate_channel_not_found', 'duplicate_message_not_found'],
  },
  'conversations.open': {
    final: ['method_not_supported_for_channel_type', 'too_many_users', 'users_list_not_supplied'],
    person: ['channel_not_found', 'invalid_user_combination', 'not_enough_users'],
  },
  'chat.update': {
    final: [
      ...content,
      'block_mismatch',
      'blocked_file_type',
      'cant_broadcast_message',
      'cant_update_message',
      'channel_not_found',
      'edit_window_closed',
      'file_deleted',
      'file_is_deleted',
      'file_not_found',
      'file_share_limit_reached',
      'invalid_attachments',
      'is_inactive',
      'max_file_sharing_exceeded',
      'message_not_found',
      'no_dual_broadcast_content_update',
      'posting_to_channel_denied',
      'slack_connect_blocked_file_type',
      'slack_connect_clip_sharing_blocked',
      'slack_connect_file_upload_sharing_blocked',
      'team_not_found',
      'unable_to_share_files',
    ],
    passing: [
      'external_channel_migrating',
      'message_limit_exceeded',
      'streaming_state_conflict',
      'update_failed',
    ],
  },
  'chat.delete': { final: ['cant_delete_message', 'channel_not_found', 'message_not_found'] },
  'conversations.history': {
    final: [
      'channel_is_limited_access',
      'channel_not_found',
      'invalid_cursor',
      'invalid_metadata_filter_keys',
      'invalid_ts_latest',
      'invalid_ts_oldest',
      'not_in_channel',
    ],
  },
}
