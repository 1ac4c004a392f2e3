// Commands and answers.
'use strict';

const {
  ApplicationCommandOptionType: Kind,
  ApplicationCommandType,
  AttachmentBuilder,
  EmbedBuilder,
  MessageFlags,
} = require('discord.js');

const option = (type, name, more = {}) => ({ type, name, description: name, ...more });
const command = (name, options) => ({ name, description: name, options });

const built = [
  command('echo', [
    option(Kind.String, 'text', { required: true, minLength: 1, maxLength: 100 }),
    option(Kind.Integer, 'number', { minValue: 1, maxValue: 10 }),
    option(Kind.Boolean, 'flag'),
    option(Kind.User, 'user'),
    option(Kind.Role, 'role'),
    option(Kind.Channel, 'channel'),
    option(Kind.Attachment, 'file'),
  ]),
  command('shelf', [option(Kind.Subcommand, 'add', { options: [option(Kind.String, 'name', { required: true })] })]),
  command('pick', [option(Kind.String, 'word', { required: true, autocomplete: true })]),
  command('files', [option(Kind.Attachment, 'file', { required: true })]),
  command('errors', [option(Kind.String, 'place', { required: true }), option(Kind.User, 'user', { required: true })]),
  { type: ApplicationCommandType.User, name: 'Greet' },
  { type: ApplicationCommandType.Message, name: 'Quote' },
];

async function echo(interaction) {
  const given = interaction.options;
  const flag = { true: 'yes', false: 'no', null: '-' }[given.getBoolean('flag')];
  const file = given.getAttachment('file');
  const words = [
    given.getString('text'),
    given.getInteger('number') ?? '-',
    flag,
    given.getUser('user')?.username ?? '-',
    given.getRole('role')?.name ?? '-',
    given.getChannel('channel')?.name ?? '-',
    file ? `${file.name} ${file.size}` : '-',
  ];
  await interaction.reply(`echo: ${words.join(', ')}`);
}

async function shelf(interaction) {
  await interaction.reply(`shelf ${interaction.options.getSubcommand()} ${interaction.options.getString('name')}`);
}

async function pick(interaction) {
  await interaction.reply(`picked ${interaction.options.getString('word')}`);
}

async function complete(interaction) {
  const words = ['alpha', 'alpine', 'beta'].filter((word) => word.startsWith(interaction.options.getFocused()));
  await interaction.respond(words.map((word) => ({ name: word, value: word })));
}

async function defer(interaction) {
  await interaction.deferReply();
  await interaction.editReply('done');
  await interaction.editReply({ content: 'done again', embeds: [new EmbedBuilder().setTitle('Edited')] });
}

async function followup(interaction) {
  await interaction.reply('one');
  const two = await interaction.followUp('two');
  const three = await interaction.followUp('three');
  await interaction.editReply({ message: two, content: 'two, edited' });
  await interaction.deleteReply(three);
}

async function secret(interaction) {
  await interaction.reply({ content: 'secret', flags: MessageFlags.Ephemeral });
  await interaction.followUp({ content: 'also secret', flags: MessageFlags.Ephemeral });
}

async function files(interaction) {
  const answer = await fetch(interaction.options.getAttachment('file').url);
  const copy = new AttachmentBuilder(Buffer.from(await answer.arrayBuffer()), { name: 'copy.bin' });
  const note = new AttachmentBuilder(Buffer.from('note'), { name: 'note.txt', description: 'a note' });
  await interaction.reply({ content: 'copies', files: [copy, note] });
  const sent = await interaction.fetchReply();
  const kept = [...sent.attachments.filter((one) => one.name === 'note.txt').values()];
  await interaction.editReply({ content: 'kept', attachments: kept });
}

async function errors(interaction) {
  await interaction.deferReply();
  const { channel, client, options } = interaction;
  const tries = [
    () => channel.send({ content: '' }),
    () => channel.send({ embeds: [{ title: 'x'.repeat(257) }] }),
    () => channel.messages.fetch('1'),
    () => client.channels.fetch(options.getString('place'), { force: true }),
    () => options.getUser('user').send('hello'),
  ];
  const codes = [];
  for (const attempt of tries) {
    try {
      await attempt();
    } catch (error) {
      codes.push(error.code);
    }
  }
  await interaction.editReply(codes.join(' '));
}

async function Greet(interaction) {
  await interaction.reply(`hello ${interaction.targetUser.username}`);
}

async function Quote(interaction) {
  await interaction.reply(`> ${interaction.targetMessage.content}`);
}

module.exports = {
  built,
  complete,
  handlers: { echo, shelf, pick, defer, followup, secret, files, errors, Greet, Quote },
};
