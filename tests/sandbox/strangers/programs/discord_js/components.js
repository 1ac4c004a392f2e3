// Buttons, menus, forms and layouts.
'use strict';

const {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ContainerBuilder,
  FileBuilder,
  FileUploadBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  MentionableSelectMenuBuilder,
  MessageFlags,
  ModalBuilder,
  RoleSelectMenuBuilder,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} = require('discord.js');

const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006' +
    '0005a4f32a0e0000000049454e44ae426082',
  'hex',
);
const row = (...parts) => new ActionRowBuilder().addComponents(...parts);
const button = (label) =>
  new ButtonBuilder().setCustomId(label.toLowerCase()).setLabel(label).setStyle(ButtonStyle.Primary);
const input = (id, style = TextInputStyle.Short) => new TextInputBuilder().setCustomId(id).setStyle(style);
const letters = (...words) => words.map((word) => ({ label: word, value: word }));

async function buttons(interaction) {
  const site = new ButtonBuilder().setLabel('Site').setStyle(ButtonStyle.Link).setURL('https://example.com');
  const made = [button('Update'), button('Later'), button('Reply'), button('Off').setDisabled(true), site];
  await interaction.reply({ content: 'press', components: [row(...made)] });
}

async function menus(interaction) {
  const made = [
    new StringSelectMenuBuilder().setCustomId('strings').setMaxValues(2).addOptions(letters('a', 'b', 'c')),
    new UserSelectMenuBuilder().setCustomId('users'),
    new RoleSelectMenuBuilder().setCustomId('roles'),
    new MentionableSelectMenuBuilder().setCustomId('mentionables').setMaxValues(2),
    new ChannelSelectMenuBuilder().setCustomId('channels'),
  ];
  const rows = made.map((menu) => row(menu.setPlaceholder(menu.data.custom_id)));
  await interaction.reply({ content: 'choose', components: rows });
}

async function form(interaction) {
  const title = input('title').setLabel('Title').setMinLength(3).setMaxLength(80);
  const words = input('words', TextInputStyle.Paragraph).setLabel('Words').setRequired(false);
  const modal = new ModalBuilder().setCustomId('song').setTitle('Song').addComponents(row(title), row(words));
  await interaction.showModal(modal);
}

async function buttonform(interaction) {
  await interaction.reply({ content: 'open', components: [row(button('Open'))] });
}

async function labels(interaction) {
  const mood = new StringSelectMenuBuilder().setCustomId('mood').addOptions(letters('calm', 'wild'));
  const parts = [
    new LabelBuilder().setLabel('Mood').setStringSelectMenuComponent(mood),
    new LabelBuilder().setLabel('Singer').setUserSelectMenuComponent(new UserSelectMenuBuilder().setCustomId('singer')),
    new LabelBuilder()
      .setLabel('Recording')
      .setFileUploadComponent(new FileUploadBuilder().setCustomId('recording')),
  ];
  const modal = new ModalBuilder().setCustomId('labelled').setTitle('Labels').addLabelComponents(...parts);
  await interaction.showModal(modal);
}

async function layout(interaction) {
  const section = new SectionBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('a section'))
    .setButtonAccessory(button('Redraw'));
  const container = new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('# Layout'))
    .addSectionComponents(section)
    .addSeparatorComponents(new SeparatorBuilder())
    .addMediaGalleryComponents(new MediaGalleryBuilder().addItems({ media: { url: 'attachment://cover.png' } }))
    .addFileComponents(new FileBuilder().setURL('attachment://notes.txt'));
  const files = [
    new AttachmentBuilder(PNG, { name: 'cover.png' }),
    new AttachmentBuilder(Buffer.from('notes'), { name: 'notes.txt' }),
  ];
  await interaction.reply({ components: [container], files, flags: MessageFlags.IsComponentsV2 });
}

const privately = (interaction, content) => interaction.reply({ content, flags: MessageFlags.Ephemeral });

function chosen(interaction) {
  const named = [
    ...(interaction.users?.map((user) => user.username) ?? []),
    ...(interaction.roles?.map((role) => role.name) ?? []),
    ...(interaction.channels?.map((channel) => channel.name) ?? []),
  ];
  return (interaction.isStringSelectMenu() ? interaction.values : named).join(' ');
}

const used = {
  update: (interaction) => interaction.update(`updated by ${interaction.user.username}`),
  later: async (interaction) => {
    await interaction.deferUpdate();
    await interaction.editReply('later');
  },
  reply: (interaction) => privately(interaction, 'for you'),
  open: (interaction) => {
    const name = row(input('name').setLabel('Name'));
    return interaction.showModal(new ModalBuilder().setCustomId('named').setTitle('Name').addComponents(name));
  },
  redraw: (interaction) => {
    const text = new TextDisplayBuilder().setContent('redrawn');
    return interaction.update({ components: [new ContainerBuilder().addTextDisplayComponents(text)], files: [], attachments: [] });
  },
  song: (interaction) => {
    const [title, words] = ['title', 'words'].map((name) => interaction.fields.getTextInputValue(name));
    return interaction.reply(`form: ${title} / ${words || '-'}`);
  },
  named: (interaction) => interaction.update(`named ${interaction.fields.getTextInputValue('name')}`),
  labelled: (interaction) => {
    const { fields } = interaction;
    const singer = fields.getSelectedUsers('singer').first().username;
    const recording = fields.getUploadedFiles('recording').first().name;
    return interaction.reply(`labels: ${fields.getStringSelectValues('mood')[0]}, ${singer}, ${recording}`);
  },
};

async function use(interaction) {
  const handler = used[interaction.customId];
  if (handler) await handler(interaction);
  else await privately(interaction, `${interaction.customId}: ${chosen(interaction)}`);
}

module.exports = { use, handlers: { buttons, menus, form, buttonform, labels, layout } };
