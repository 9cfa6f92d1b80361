using System.Data.Common;
using Kernel.Data;
using Kernel.Http;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kernel.Hosting;

/// <summary>Every failure is answered as problem details with a stable type, without information about other callers' data.</summary>
internal static class ProblemDetailsSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ExceptionToStatus>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
    }

    // It replaces the default writer, which writes nothing for a caller without JSON, and adds a trace id. The body must be the same for
    // unknown and hidden things, so the trace id is in the header Trace-Id.
    private sealed class ProblemWriter(Refusals refusals) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public ValueTask WriteAsync(ProblemDetailsContext context)
        {
            var (problem, response) = (context.ProblemDetails, context.HttpContext.Response);
            var chinese = Languages.WantsChinese(context.HttpContext);
            if (problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) != true)
            {
                var type = CommonProblems.OfStatus(response.StatusCode, problem is HttpValidationProblemDetails);
                (problem.Type, problem.Title, problem.Status) = (type.Type, type.TitleIn(chinese), response.StatusCode);
            }
            if (response.StatusCode == StatusCodes.Status403Forbidden)
            {
                problem.Detail ??= RolesByKind.WhyNot(context.HttpContext)?.In(chinese);
            }
            if (problem is HttpValidationProblemDetails validation) validation.Errors = PlainWords.OfValidation(validation.Errors);
            if (CommonProblems.MayPass(problem)) response.Headers.RetryAfter = $"{CommonProblems.RetryAfterSeconds}";
            refusals.Note(context.HttpContext, problem);
            return new ValueTask(response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json"));
        }
    }

    private sealed class ExceptionToStatus(IProblemDetailsService problems, IServiceProvider services) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
        {
            if (Read(exception) is not var (status, told)) return false;
            http.Response.StatusCode = status;
            var detail = told.In(Languages.WantsChinese(http));
            return await problems.TryWriteAsync(
                new ProblemDetailsContext { HttpContext = http, Exception = exception, ProblemDetails = { Detail = detail } });
        }

        private (int Status, Wording Wording)? Read(Exception exception) => exception switch
        {
            // The reader's message names the member and the position; the framework's outer message names C# parameters.
            BadHttpRequestException { InnerException: System.Text.Json.JsonException json } =>
                (StatusCodes.Status400BadRequest,
                    $"The body does not fit this operation, at {json.Path ?? "$"}: {PlainWords.OfReader(json.Message)}"),
            BadRequestException bad => (bad.StatusCode, bad.Wording),
            BadHttpRequestException bad => (bad.StatusCode, PlainWords.OfBinder(bad.Message)),
            DbException error when services.GetService<Db>()?.IsDuplicateKey(error) == true =>
                (StatusCodes.Status409Conflict, "Read the thing again, and decide again."),
            DbException error when services.GetService<Db>()?.IsAway(error) == true =>
                (StatusCodes.Status503ServiceUnavailable, "The database does not answer."),
            _ => null,
        };
    }
}
