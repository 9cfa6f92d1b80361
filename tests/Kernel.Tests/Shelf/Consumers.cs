using Kernel.Data;
using MassTransit;

namespace Kernel.Tests.Shelf;

public sealed class WhenBookAdded(UnitOfWork work, Hooks hooks) : IConsumer<BookAddedV1>
{
    public async Task Consume(ConsumeContext<BookAddedV1> context)
    {
        hooks.CountDelivery();
        var book = context.Message;
        await work.ExecuteAsync("INSERT INTO $schema.effect (consumer, title) VALUES ('added', @Title)", book);
        await work.UpsertNewerAsync(
            update: "UPDATE $schema.copy SET title = @Title, version = @Version WHERE id = @BookId AND version < @Version",
            insert: "INSERT INTO $schema.copy (id, title, version) VALUES (@BookId, @Title, @Version)",
            book);
        await hooks.InConsumer(context, work);
    }
}

public sealed class WhenBookNoted(UnitOfWork work) : IConsumer<BookNotedV1>
{
    public Task Consume(ConsumeContext<BookNotedV1> context) =>
        work.ExecuteAsync("INSERT INTO $schema.effect (consumer, title) VALUES ('noted', @Title)", context.Message);
}
