using System.Data.Common;
using Kernel.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Hosting;

/// <summary>Whether the schema is there, answers, and takes a row: of a full disk a read tells nothing.</summary>
internal sealed class DatabaseHealth(Intake intake) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
    {
        try
        {
            await intake.WriteAsync(ct);
            return HealthCheckResult.Healthy();
        }
        catch (DbException error)
        {
            return HealthCheckResult.Unhealthy("The database does not answer, takes nothing, or its schema is not migrated.", error);
        }
    }
}
