using IndustryPartnership.Features.Organisations;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership;

/// <summary>Organisations, agreements, internship slots and placements: what this service adds to a host, and what it maps.</summary>
public static class IndustryPartnershipService
{
    public const string Name = "industry-partnership";

    public static void AddIndustryPartnership(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.AddService("partnership", typeof(IndustryPartnershipService).Assembly, consumers => { });
        builder.Services.AddSingleton(services => new StateSource("industry-partnership/organisation", (work, after, limit) => OrganisationRow.StatesAsync(work, after, limit, services.GetRequiredService<TimeProvider>())));
    }

    public static void MapIndustryPartnership(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var organisations = api.MapGroup("").WithTags("Organisations");
        RegisterOrganisation.Map(organisations);
        ReadOrganisations.Map(organisations);
    }
}
