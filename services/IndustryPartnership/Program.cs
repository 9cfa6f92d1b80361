using IndustryPartnership;
using Kernel.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(IndustryPartnershipService.Name);
builder.AddIndustryPartnership();

var app = builder.Build();
app.MapServiceDefaults();
app.MapIndustryPartnership();
return await app.RunServiceAsync(args);
