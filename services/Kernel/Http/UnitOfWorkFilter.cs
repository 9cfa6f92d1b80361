using System.Data.Common;
using System.Globalization;
using Kernel.Data;
using Kernel.Messaging.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace Kernel.Http;

/// <summary>
/// Wraps every route of a service. An unsafe request runs in a unit of work, under its idempotency key if it has one. After a deadlock or a
/// lost connection each request runs again from its beginning. A reply gets its ETag.
/// </summary>
internal sealed class UnitOfWorkFilter(Db db, KeptReplies kept, TimeProvider clock, IOptions<JsonOptions> json) : IEndpointFilter
{
    private readonly ResiliencePipeline<object?> again = new ResiliencePipelineBuilder<object?>()
        .AddRetry(new RetryStrategyOptions<object?>
        {
            ShouldHandle = new PredicateBuilder<object?>().Handle<DbException>(db.IsTransient),
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(20),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (PlainText.IsBrokenIn(context, json.Value.SerializerOptions))
        {
            return CommonProblems.MalformedRequest("Text must not have the character U+0000.");
        }
        var isOwn = http.GetEndpoint()?.Metadata.GetMetadata<OwnTransactions>() is not null;
        var result = isOwn ? await next(context)
            : HttpMethods.IsGet(http.Request.Method)
            ? await ReadAsync(context, next)
            : await again.ExecuteAsync(async ct => await InUnitOfWorkAsync(context, next, ct), http.RequestAborted);
        if ((result is INestedHttpResult nested ? nested.Result : result) is not IValueHttpResult { Value: { } value } reply) return result;
        if (HttpMethods.IsGet(http.Request.Method) && reply is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK })
        {
            return (IResult?)ListAs(value, context, next) ?? new Representation(value, json.Value.SerializerOptions);
        }
        if (value is IVersioned versioned) http.Response.Headers.ETag = KeptReply.ETag(versioned.Version);
        return result;
    }

    private ValueTask<object?> ReadAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        again.ExecuteAsync(async _ => await next(context), context.HttpContext.RequestAborted);

    // A list in the form that the request wants. JSON is like any other reply.
    private CsvList? ListAs(object page, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ListOf>() is not { } list) return null;
        var (headers, paging) = (context.HttpContext.Response.Headers, context.Arguments.OfType<Paging>().Single());
        headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (paging.Total is { } total) headers[ListOf.TotalHeader] = total.ToString(CultureInfo.InvariantCulture);
        return paging.IsCsv ? new CsvList(list.Item, paging, page, PageAsync, json.Value.SerializerOptions) : null;

        async Task<object?> PageAsync(Paging place)
        {
            context.Arguments[context.Arguments.IndexOf(paging)] = paging = place;
            var result = await ReadAsync(context, next);
            return (result is INestedHttpResult nested ? nested.Result : result) is IStatusCodeHttpResult { StatusCode: 200 } and
                IValueHttpResult reply ? reply.Value : null;
        }
    }

    private async Task<object?> InUnitOfWorkAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, CancellationToken ct)
    {
        var request = context.HttpContext.Request;
        var work = context.HttpContext.RequestServices.GetRequiredService<UnitOfWork>();
        var keys = HttpMethods.IsPost(request.Method) ? request.Headers[KeptReply.Header] : [];
        if (KeptReply.WhyNot(keys) is { } why) return CommonProblems.MalformedRequest(why);
        var key = keys.ToString();
        var hash = key.Length > 0 ? await KeptReply.HashAsync(request, ct) : "";

        await work.BeginAsync(ct);
        try
        {
            if (key.Length == 0) return await AnswerAsync(context, next);
            work.Reply = new KeptReply(KeptReply.ScopeOf(context.HttpContext), key, kept, json.Value.SerializerOptions);
            if (await work.Reply.ClaimAsync(work, hash, clock.GetUtcNow()) is not { } answer) return await AnswerAsync(context, next);

            // The first request's writes must be durable first; on SQLite its COMMIT may still be pending.
            if (answer is not Refusal) await work.CommitAsync();
            return answer;
        }
        catch (OutboxFullException full)
        {
            return CommonProblems.OutboxFull(full.Depth, full.Limit);
        }
        finally
        {
            await work.RollbackAsync();
        }
    }

    // A caller that named several versions, or any, means the present one. A refusal tells of a row that is held, so it is still the
    // present one.
    private static async Task<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var condition = context.Arguments.OfType<IfMatch>().FirstOrDefault();
        if (condition is null || CommonProblems.VersionOfStale(result) is not { } version || condition.At(version) is not { } present)
        {
            return result;
        }
        context.Arguments[context.Arguments.IndexOf(condition)] = present;
        return await next(context);
    }
}

/// <summary>A route that begins its own transactions, because its body is long. It keeps its own replies under idempotency keys.</summary>
internal sealed class OwnTransactions;
