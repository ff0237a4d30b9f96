/** British English: the set-up window. */
import { settingsEnglish } from './setup-fields-en.ts';
import type { SetupWords } from './setup-words.ts';

export function englishSetup(): SetupWords {
  return {
    windowTitle: 'Ringside: settings',
    headingFirst: 'Set up Ringside',
    heading: 'Settings',
    introFirst:
      'Ringside shows who is calling and whose client it is, and sends the call there. It needs a line at the PBX and, for names, a CRM.',

    lineHeading: 'Line',
    lineIntro: 'Where Ringside hears that a call rings. The desk phone stays as it is.',
    crmHeading: 'CRM',
    crmIntro: 'Where names and responsible colleagues come from. Without it, cards show numbers only.',
    sendingHeading: 'Sending calls on',
    sendingIntro: 'How a ringing call is sent to a colleague, and where it goes when the colleague is busy or away.',
    deskHeading: 'Desk',
    deskIntro: 'How numbers are read and dialled, and how Ringside shows itself.',
    moreLine: 'More line settings',
    moreCrm: 'More CRM settings',
    moreDesk: 'More desk settings',

    settings: settingsEnglish,
    optional: 'optional',
    example: (value) => `e.g. ${value}`,
    stored: 'Stored; type to replace it',
    show: 'Show',
    hideSecret: 'Hide',
    removeSecret: 'Remove',
    keepSecret: 'Keep it',
    removed: 'Removed once this is saved',
    seconds: 'seconds',
    days: 'days',

    plans: {
      standard: 'Cloud, any plan but Enterprise',
      enterprise: 'Cloud, Enterprise',
      'self-hosted': 'Self-hosted: no limit',
    },
    recordsFromAppsOnly: 'This portal takes call records from apps only, not from webhooks.',

    appHeading: 'An app in place of the webhook',
    appIntro:
      'For a portal that takes call records from apps only. In Bitrix24: Developer resources → Other → Local application, script only (no user interface), with this handler path:',
    appHandler: 'Handler path',
    appPortal: 'Portal',
    appPortalExample: 'https://portal.example.com/',
    appId: 'Application ID (client_id)',
    appIdExample: 'local.573ad8a0346747.09223434',
    appSecret: 'Application key (client_secret)',
    connections: { 'not-connected': 'Not connected yet.', connected: 'Connected with the portal.' },
    connect: 'Connect with the portal',
    connectAgain: 'Connect again',
    saveFirst: 'Save first, then connect with the portal.',
    connecting: 'The portal asks in the browser…',
    giveUp: 'Give up',
    notKept: {
      what: 'Connected until Ringside ends:',
      more: 'the keyring did not take the connection.',
    },

    pbxProfiles: { generic: 'Any PBX', asterisk: 'Asterisk, FreePBX', kamailio: 'Kamailio' },
    pbxHints: {
      generic: 'Claims least: that somebody else answered is never said, only “taken off this phone”.',
      asterisk:
        'Set up as docs/pbx tells, with queues that run without option C: says as well that somebody else answered.',
      kamailio:
        'Set up as docs/pbx tells: says as well that somebody else answered. That a caller hung up is never told.',
    },
    ringingTransfers: { redirect: 'While it rings (usual)', take: 'Answer first, then pass on' },
    transferPrices: {
      redirect: 'The colleague’s phone rings too; the own phone rings on until somebody answers.',
      take: 'All phones stop ringing at once. The queue counts you as having answered. The caller hears silence until somebody has him. The PBX must ring this desk again where nobody takes him: docs/pbx tells how.',
    },
    takeOnKamailio: 'Not with a Kamailio: what passes the call on would reach the caller’s own phone there.',
    dialFormats: {
      'e164-plus': 'International, with +',
      e164: 'International, digits only',
      'international-00': 'International, with 00',
      national: 'As within the country',
    },
    privateNumbers: {
      shown: 'Shown in full',
      masked: 'Shown in part (+49 171 ••• 42)',
      hidden: 'Hidden, and not offered',
    },
    whenBusy: {
      'same-person': 'The same person’s other numbers',
      'next-person': 'The next responsible person',
    },
    whenPaused: {
      'mobile-first': 'Mobile first',
      'extension-first': 'Extension first',
      'queue-first': 'Queue first',
    },
    whenClosed: { 'queue-first': 'Queue first', 'mobile-first': 'Mobile first' },
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    corners: { system: 'As usual on this system', 'top-right': 'Top right', 'bottom-right': 'Bottom right' },
    dialExample: 'For example',
    dials: 'is dialled as',
    nationalWithoutExample: 'Numbers of the country are dialled as people dial them there.',

    addServer: 'Add another server',
    server: 'Server',
    queueNumber: 'Queue number',
    queueName: 'Queue name',
    queueNumberExample: '600',
    queueNameExample: 'Sales',
    noQueues: 'No queues yet.',
    addQueue: 'Add a queue',
    queue: 'queue',
    remove: 'Remove',

    pressKeys: 'Press the keys…',
    noShortcut: 'No shortcut',
    clear: 'Clear',
    shortcutRefusals: {
      'types-letters': 'Ctrl + Alt types letters on many keyboards. Choose another combination.',
      'no-modifier': 'Hold Ctrl, ⌘ or Alt as well, else the key is taken from every program.',
      'not-a-key': 'This key cannot be used. Choose a letter, a digit or a function key.',
    },

    testLine: 'Test the line',
    testCrm: 'Test the CRM',
    testing: 'Testing…',
    testHint: 'Tries what stands here, without saving it.',
    steps: {
      form: 'What was typed',
      address: 'Address',
      connect: 'Connection',
      register: 'Registration',
      options: 'Answers to requests',
      webhook: 'Webhook',
      scopes: 'Permissions',
      telephony: 'Search by number',
      names: 'Names of colleagues',
      self: 'This desk’s employee',
      crm: 'Deals, notes and leads',
      workdays: 'Workdays of all colleagues',
      records: 'Call records',
    },
    results: { running: 'Trying…', ok: 'OK', warning: 'With limits', failed: 'Failed', skipped: 'Not tried' },
    warnings: {
      'portal-moved': {
        what: 'The portal answers under another name.',
        remedy: 'Enter the webhook with that name, so that each look-up is spared a detour.',
      },
      'names-not-allowed': {
        what: 'Colleagues are shown by number only.',
        remedy: 'Add the scope “user_basic” to the webhook in Bitrix24.',
      },
      'self-not-found': {
        what: 'No single employee belongs to this desk, so own clients cannot be told.',
        remedy: 'Enter the own employee ID, or have the extension written into the employee’s profile.',
      },
      'crm-not-allowed': {
        what: 'Clients are found; their deals, notes and new leads are not allowed.',
        remedy: 'Add the scope “crm” to the webhook in Bitrix24.',
      },
      'workdays-not-allowed': {
        what: 'Workdays are known of those only whose clients called.',
        remedy: 'Add the scope “timeman” to the webhook in Bitrix24.',
      },
      'records-not-allowed': {
        what: 'The portal takes no call records of this webhook.',
        remedy: 'Nothing to do as long as they are off. Else the scope “telephony” and telephony itself are needed.',
      },
      'records-not-told': {
        what: 'Whether the portal takes call records is told by the first one only.',
        remedy: 'The method is there. Some portals take it from apps only; the status window then says so.',
      },
    },
    besideOthers: (count) =>
      count === 1
        ? 'One other phone is registered there and stays so.'
        : `${count} other phones are registered there and stay so.`,
    wrongValues: 'Some values have to be put right first.',

    importFile: 'Import a file…',
    importHint: 'A file from an administrator can be imported, or dropped anywhere here.',
    dropHere: 'Drop the file to fill in the form',
    imported: { what: 'Filled in from the file.', more: 'Nothing is stored until it is saved.' },
    importedWithProblems: { what: 'Filled in from the file, in part.', more: 'Some values need attention.' },
    notImported: 'The file could not be read as a Ringside configuration.',

    pendingHeading: 'Your administrator’s file has changed.',
    pendingMore: 'Apply its settings?',
    pendingOverTyped: 'What was typed here and not saved is replaced.',
    pendingProblems: 'The file has mistakes and cannot be applied as it is:',
    pendingNotApplied: 'The file could not be applied:',
    apply: 'Apply',
    ignore: 'Ignore',
    appliedHeading: 'The settings came from a file that still holds passwords.',
    appliedMore: 'They are kept safely now; the file is no longer needed.',
    deleteFile: 'Delete the file',
    keepFile: 'Keep',

    problems: (count) => (count === 1 ? '1 value needs attention' : `${count} values need attention`),
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved. It counts from the next call on.',
    unsaved: 'Not saved yet.',
    cancel: 'Cancel',
    close: 'Close',
    version: (version) => `Ringside ${version}`,
    refusals: {
      'no-keyring': {
        what: 'Not saved: this computer has no keyring for passwords.',
        more: 'On Linux, install and unlock GNOME Keyring or KWallet, then save again. What was typed stays here.',
      },
      'not-written': {
        what: 'Not saved: the settings could not be written.',
        more: 'Make sure that the disk is not full and that the folder may be written to, then save again.',
      },
      'already-running': { what: 'A test is running already.', more: 'Wait for its end.' },
      'no-app': { what: 'There is no app to connect.', more: 'Save its portal, ID and key first.' },
      'port-taken': {
        what: 'Another program stands where the browser would come back to.',
        more: 'End it, or restart this computer, then connect again.',
      },
      'no-browser': { what: 'No browser could be opened.', more: 'Choose a default browser in the system’s settings.' },
      denied: { what: 'The portal said no.', more: 'Is the app installed there, and may this user use it?' },
      'timed-out': { what: 'Nobody answered in the browser within five minutes.', more: 'Connect again.' },
      cancelled: { what: 'Given up.', more: 'Nothing was changed.' },
      'nothing-pending': { what: 'Nothing to do:', more: 'the file has been dealt with already.' },
      'not-applied': { what: 'The file could not be applied.', more: 'The settings are as they were.' },
      'not-deleted': { what: 'The file could not be deleted.', more: 'Please delete it by hand: it holds passwords.' },
      'file-too-large': { what: 'The file is too large.', more: 'It is no Ringside configuration.' },
      'file-unreadable': { what: 'The file could not be opened.', more: 'Is it still there, and may it be read?' },
      'refused-sender': { what: 'Refused.', more: 'This window may not do that.' },
      'bad-arguments': {
        what: 'Not understood.',
        more: 'One of the values is too long, or there are too many of them.',
      },
      'internal-error': { what: 'Something went wrong inside Ringside.', more: 'Nothing was changed.' },
    },
  };
}
