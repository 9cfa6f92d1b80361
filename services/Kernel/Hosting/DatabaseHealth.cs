using System.Data.Common;
using Kernel.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kernel.Hosting;

/// <summary>Checks that the schema exists, answers and takes a row, because a read does not notice a full disk.</summary>
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
