// The script's bot on discord.js, and what it says of itself in conversations.
'use strict';

const { Client, Events, GatewayIntentBits, Partials } = require('discord.js');
const commands = require('./commands.js');
const components = require('./components.js');

const I = GatewayIntentBits;
const client = new Client({
  intents: [I.Guilds, I.GuildMessages, I.GuildMessageReactions, I.DirectMessages, I.DirectMessageReactions],
  partials: [Partials.Channel, Partials.Message, Partials.Reaction],
  // The library adds the version itself.
  rest: { api: process.env.DISCORD_API_URL.replace(/\/v\d+$/, '') },
});

async function messages(interaction) {
  await interaction.reply('working');
  const posted = await interaction.channel.send('posted');
  await posted.edit('posted, edited');
  await (await interaction.channel.send('gone')).delete();
  const newest = await interaction.channel.messages.fetch({ limit: 2, cache: false });
  await interaction.editReply(`newest: ${newest.map((one) => one.content).join(' | ')}`);
}

async function thread(interaction) {
  await interaction.reply('threading');
  const talk = await interaction.channel.threads.create({ name: 'talk' });
  await talk.send('in the thread');
  await talk.setArchived(true);
  await interaction.editReply('archived');
}

async function discuss(interaction) {
  await interaction.reply('a topic');
  const talk = await (await interaction.fetchReply()).startThread({ name: 'about it' });
  await talk.send('first');
}

async function react(interaction) {
  await interaction.reply('vote');
  await (await interaction.fetchReply()).react('👍');
}

async function dm(interaction) {
  await interaction.user.send('in private');
  await interaction.reply('sent');
}

async function many(interaction) {
  await interaction.reply('counting');
  for (let number = 0; number < 8; number += 1) {
    await interaction.channel.send(`many ${number}`);
  }
}

const handlers = { ...commands.handlers, ...components.handlers, messages, thread, discuss, react, dm, many };

async function answer(interaction) {
  if (interaction.isCommand()) await handlers[interaction.commandName](interaction);
  else if (interaction.isAutocomplete()) await commands.complete(interaction);
  else await components.use(interaction);
}

client.on(Events.ClientReady, async () => {
  const plain = Object.keys(handlers).filter((name) => !commands.built.some((one) => one.name === name));
  const simple = plain.map((name) => ({ name, description: name }));
  await client.application.commands.set([...commands.built, ...simple]);
});

client.on(Events.InteractionCreate, (interaction) => answer(interaction).catch(console.error));

client.on(Events.MessageCreate, (message) => {
  if (message.author.id === client.user.id) return;
  if (!message.inGuild()) message.channel.send(`you said ${message.content}`).catch(console.error);
  else if (message.mentions.users.has(client.user.id)) {
    message.reply(`heard ${message.content.replace(/<@!?\d+>/g, '').trim()}`).catch(console.error);
  }
});

async function join(talk) {
  if (talk.ownerId === client.user.id) return;
  await talk.join();
  await talk.send('joined');
}

client.on(Events.ThreadCreate, (talk) => join(talk).catch(console.error));

client.on(Events.MessageReactionAdd, (reaction, user) => {
  if (user.id === client.user.id) return;
  reaction.message.channel.send(`${user.username} put ${reaction.emoji.name}`).catch(console.error);
});

client.on(Events.MessageReactionRemove, (reaction) => {
  reaction.message.channel.send(`somebody took ${reaction.emoji.name}`).catch(console.error);
});

client.on(Events.GuildCreate, (guild) => {
  const welcome = guild.channels.cache.find((channel) => channel.name === 'welcome');
  welcome.send('thanks').catch(console.error);
});

client.login(process.env.DISCORD_TOKEN);
