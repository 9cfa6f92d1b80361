using System.Diagnostics;
using Contracts.Platform;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Http;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Kernel.Imports;

/// <summary>Takes an upload of many rows. It is stored as it arrives, and handled afterwards.</summary>
internal static class StartImport
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void Map(RouteGroupBuilder imports, string[] roles)
    {
        var options = ((IEndpointRouteBuilder)imports).ServiceProvider.GetRequiredService<ImportOptions>();
        imports.MapPost("", HandleAsync)
            .WithName(nameof(StartImport)).WithSummary("Import many rows from one upload")
            .Accepts<Stream>(ImportRoutes.CsvType, ImportRoutes.NdjsonType)
            .WithMetadata(new OwnTransactions(), new UploadLimit(options.LargestFile))
            .Allow(roles);
    }

    private static async Task<Results<Accepted<ImportJob>, Refusal>> HandleAsync(
        HttpContext http, [Code] string kind, Act act, IServiceProvider services, IEnumerable<ImportKind> kinds, CancellationToken ct,
        [OneOf(JobRow.Import, JobRow.Check)] string mode = JobRow.Import)
    {
        if (kinds.SingleOrDefault(one => one.Name == kind) is not { } asked)
        {
            return ImportProblems.UnknownKind(kind, kinds.Select(one => one.Name));
        }
        if (!asked.Roles.Any(act.Caller.Is)) return CommonProblems.LacksRole(asked.Roles, act.Caller, RolesByKind.WhyNot(http));
        var keys = http.Request.Headers[KeptReply.Header];
        if (KeptReply.WhyNot(keys) is { } why) return CommonProblems.MalformedRequest(why);
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type))
        {
            return CommonProblems.UnknownMediaType("none", [ImportRoutes.CsvType, ImportRoutes.NdjsonType]);
        }
        var named = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        if (Charsets.Find(named) is not { } charset) return CommonProblems.UnknownCharset(named, "UTF-8 or GB18030");

        var job = new JobRow
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Mode = mode,
            Format = type.MediaType == ImportRoutes.CsvType ? RowReader.Csv : RowReader.Ndjson,
            Charset = charset,
            Organisation = act.Caller.Org,
            Client = KeptReply.ScopeOf(http),
            Actor = act.Caller.Actor,
            Person = act.Caller.Person,
            Roles = string.Join(' ', act.Caller.Roles),
            IdempotencyKey = keys.Count > 0 ? keys.ToString() : null,
            State = JobRow.Receiving,
            TraceParent = Activity.Current?.Id,
            CreatedAt = act.Now,
        };
        return await ReceiveAsync(http.Request.Body, job, asked, act, services, ct);
    }

    private static async Task<Results<Accepted<ImportJob>, Refusal>> ReceiveAsync(
        Stream body, JobRow job, ImportKind kind, Act act, IServiceProvider services, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        using var upload = new Upload(scopes, job.Id);
        var first = await upload.ReadFirstAsync(body, ct);
        if (first.IsEmpty) return ImportProblems.Empty();
        if (job.Format == RowReader.Csv)
        {
            var columns = await RowReader.HeaderOfAsync(new MemoryStream(first.ToArray()), job.Charset);
            var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            if (Header.WhyNot(columns, RowForm.MembersOf(kind, json)) is { } wrong) return wrong;
            job = job with { Columns = string.Join('\n', columns) };
        }
        if (await OpenAsync(scopes, job, services.GetRequiredService<ImportOptions>()) is { } tooMany) return tooMany;
        var isStored = false;
        try
        {
            await upload.StoreAsync(body, ct);
            var stored = job with
            {
                State = ImportState.Received,
                FileHash = upload.Hash,
                Bytes = upload.Bytes,
                LineCount = Math.Max(0, upload.Lines - (job.Format == RowReader.Csv ? 1 : 0)),
                Version = 1,
            };
            var answer = await EndAsync(scopes, stored, act, services.GetRequiredService<ServiceName>());
            isStored = answer.Result is Accepted<ImportJob> { Value.Id: var id } && id == job.Id;
            services.GetRequiredService<ImportSignal>().Raise();
            return answer;
        }
        finally
        {
            if (!isStored)
            {
                await WorkAsync(scopes, (work, _) => JobStore.DropAsync(work, job.Id));
                await StoredUploads.ForgetAsync(scopes, job.Id);
            }
        }
    }

    private static async Task<Refusal?> OpenAsync(IServiceScopeFactory scopes, JobRow job, ImportOptions options)
    {
        Refusal? refusal = null;
        await WorkAsync(scopes, async (work, _) =>
        {
            var sent = await JobStore.SentAsync(work, job.Client, job.CreatedAt - Hour);
            if (sent.Opened >= options.OpenPerClient) refusal = ImportProblems.TooManyAreOpen(sent.Opened, options.OpenPerClient);
            else if (sent.Recent >= options.PerHour) refusal = ImportProblems.TooManyInAnHour(sent.Recent, options.PerHour);
            else await JobStore.AddAsync(work, job);
        });
        return refusal;
    }

    // A repeated request gets the first import. The same upload is handled once at a time, so it gets the one that is open.
    private static async Task<Results<Accepted<ImportJob>, Refusal>> EndAsync(
        IServiceScopeFactory scopes, JobRow job, Act act, ServiceName service)
    {
        JobRow? answer = null;
        var isReused = false;
        await WorkAsync(scopes, async (work, events) =>
        {
            var before = job.IdempotencyKey is { } key ? await JobStore.OfKeyAsync(work, job.Client, key) : null;
            isReused = before is not null && (before.FileHash, before.Kind, before.Mode) != (job.FileHash, job.Kind, job.Mode);
            if (before is not null) answer = before;
            else if (await JobStore.TryReceiveAsync(work, events, service, job, act)) answer = job;
            else if (await JobStore.HoldAsync(work, job.Id) is not null) answer = await JobStore.OpenAsync(work, job);
        });
        if (isReused) return CommonProblems.IdempotencyKeyReused();
        return answer is null
            ? ImportProblems.TooSlow()
            : TypedResults.Accepted($"/{service.Value}/v1/imports/{answer.Id}", answer.ToReply(act.Now));
    }

    private static async Task WorkAsync(IServiceScopeFactory scopes, Func<UnitOfWork, IPublishEndpoint, Task> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.RunAsync(() => body(work, scope.ServiceProvider.GetRequiredService<IPublishEndpoint>()));
    }
}
