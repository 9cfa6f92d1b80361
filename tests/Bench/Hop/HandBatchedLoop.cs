using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using Dapper;
using Kernel.Data;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Bench.Hop;

/// <summary>
/// The same promises, written for one kind of message by somebody who batches by hand: state and outbox rows of a hundred messages in one
/// transaction, sent with confirms and deleted in one statement; received a hundred at a time, inbox and effect in one transaction, one
/// acknowledgement.
/// </summary>
internal static class HandBatchedLoop
{
    public const int Batch = 100;
    private const string Queue = "hand-batched-loop";

    /// <summary>One batch: returns when it is committed and with the broker.</summary>
    public static async Task SendAsync(Db db, IChannel channel, IReadOnlyList<Guid> ids, Action committed)
    {
        var rows = ids.Select(id => new
        {
            id = id.ToString(),
            body = id.ToString(),
            now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        }).ToList();
        await using var connection = await db.OpenAsync(CancellationToken.None);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync($"INSERT INTO {Sender.Schema}.sent (id) VALUES (@id)", rows, transaction);
            await connection.ExecuteAsync(
                $"""
                INSERT INTO {Sender.Schema}.outbox (message_id, message_types, destination, content_type, trace_parent, body, attempts, leased_until, created_at)
                VALUES (@id, 'loop', 'loop', 'text/plain', NULL, @body, 0, '9999-12-31T00:00:00.000Z', @now)
                """, rows, transaction);
            await transaction.CommitAsync();
        }
        committed();
        await Task.WhenAll(ids.Select(id => channel
            .BasicPublishAsync("", Queue, mandatory: false, new BasicProperties { Persistent = true }, id.ToByteArray())
            .AsTask()));
        await connection.ExecuteAsync(
            $"DELETE FROM {Sender.Schema}.outbox WHERE message_id IN @ids", new { ids = rows.Select(row => row.id) });
    }

    public static async Task<IChannel> OpenAsync(IConnection connection)
    {
        var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        return channel;
    }

    public static async Task<IConnection> ConnectAsync(string broker) =>
        await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();

    /// <summary>The receiving process: ends when it is killed.</summary>
    public static async Task ReceiveAsync()
    {
        var db = Databases.Open(Databases.Environment, Receiver.Schema);
        db.Migrate(typeof(Db).Assembly, typeof(HandBatchedLoop).Assembly);
        await using var broker = await ConnectAsync(Databases.Environment.GetConnectionString("rabbitmq")!);
        await using var channel = await OpenAsync(broker);
        await channel.BasicQosAsync(0, Batch * 4, global: false);
        var deliveries = Channel.CreateUnbounded<(ulong Tag, Guid Id)>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) => await deliveries.Writer.WriteAsync(
            (delivery.DeliveryTag, new Guid(delivery.Body.Span)));
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
        Console.WriteLine("ready");

        var batch = new List<(ulong Tag, Guid Id)>();
        while (await deliveries.Reader.WaitToReadAsync())
        {
            // What is there, and no more: a lone message does not wait for company.
            while (batch.Count < Batch && deliveries.Reader.TryRead(out var delivery)) batch.Add(delivery);
            await using (var connection = await db.OpenAsync(CancellationToken.None)) await EffectAsync(connection, batch);
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true);
            batch.Clear();
        }
    }

    private static async Task EffectAsync(DbConnection connection, List<(ulong Tag, Guid Id)> batch)
    {
        var rows = batch.Select(delivery => new
        {
            id = delivery.Id.ToString(),
            now = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        }).ToList();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            $"INSERT INTO {Receiver.Schema}.inbox (message_id, consumer_id, consumed_at) VALUES (@id, @id, @now)", rows, transaction);
        await connection.ExecuteAsync($"INSERT INTO {Receiver.Schema}.effect (id) VALUES (@id)", rows, transaction);
        await transaction.CommitAsync();
    }
}
